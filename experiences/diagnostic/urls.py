"""Addresses of the self-diagnosis; French at the root, English under /en/."""

from django.urls import path

from experiences.diagnostic.views import answering, members, opening, result, rounds, together

app_name = "diagnostic"

# Words after the token are reserved in `experiences.diagnostic.rules`: no section has such a key.
urlpatterns = [
    path("autodiagnostic/", opening.opening, name="opening"),
    path("autodiagnostic/commencer/", opening.start, name="start"),
    path("autodiagnostic/ensemble/", together.together, name="together"),
    path("autodiagnostic/structures/<int:pk>/", members.join, name="join"),
    path("autodiagnostic/tours/<int:pk>/", rounds.of_organisation, name="round"),
    path("autodiagnostic/tours/<int:pk>/clore/", members.close, name="close"),
    path("autodiagnostic/reponses/<slug:token>/", answering.overview, name="answers"),
    path("autodiagnostic/reponses/<slug:token>/reprendre/", answering.resume, name="resume"),
    path("autodiagnostic/reponses/<slug:token>/terminer/", answering.last, name="finish"),
    path("autodiagnostic/reponses/<slug:token>/supprimer/", answering.delete, name="delete"),
    path("autodiagnostic/reponses/<slug:token>/garder/", members.keep, name="keep"),
    path("autodiagnostic/reponses/<slug:token>/resultat/", result.result, name="result"),
    path("autodiagnostic/reponses/<slug:token>/resultat.csv", result.as_csv, name="csv"),
    path("autodiagnostic/reponses/<slug:token>/resultat.pdf", result.pdf, name="pdf"),
    path("autodiagnostic/reponses/<slug:token>/<slug:key>/", answering.section, name="section"),
    path("compte/autodiagnostics/", members.mine, name="mine"),
]

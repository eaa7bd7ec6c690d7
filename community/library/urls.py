"""Addresses of the library; French at the root, English under /en/."""

from django.urls import path

from community.library.views import (
    assembling,
    documents,
    files,
    moderation,
    reports,
    sharing,
    versions,
)

app_name = "library"

urlpatterns = [
    path("", documents.index, name="index"),
    path("partager/", sharing.share, name="share"),
    path("assembler/", assembling.assemble, name="assemble"),
    path("assembler/projet.odt", assembling.download, name="draft"),
    path("fichiers/<int:pk>/", files.download, name="file"),
    path("versions/<int:pk>/retirer/", versions.withdraw, name="withdraw-version"),
    path("<int:pk>/verifier/", sharing.check, name="check"),
    path("<int:pk>/modifier/", sharing.change, name="change"),
    path("<int:pk>/retirer/", sharing.withdraw, name="withdraw"),
    path("<int:pk>/reutilisation/", reports.tell_reuse, name="reuse"),
    path("<int:pk>/signaler/", reports.report, name="report"),
    path("<int:pk>/approuver/", moderation.approve, name="approve"),
    path("<int:pk>/refuser/", moderation.refuse, name="refuse"),
    path("<int:pk>/conserver/", moderation.keep, name="keep"),
    path("<slug:words>-<int:pk>/", documents.document, name="document"),
]

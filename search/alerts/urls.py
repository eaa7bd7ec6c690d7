"""Addresses of the alerts; French at the root, English under /en/."""

from django.urls import path

from search.alerts import views

app_name = "alerts"

urlpatterns = [
    path("alertes/nouvelle/", views.new, name="new"),
    path("alertes/demandee/", views.requested, name="requested"),
    path("alertes/effacee/", views.left, name="left"),
    path("alertes/confirmer/<str:link>/", views.confirmation, name="confirm"),
    path("alertes/<slug:token>/", views.own, name="own"),
    path("alertes/<slug:token>/quitter/", views.leaving, name="leave"),
]

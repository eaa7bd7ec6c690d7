"""Addresses of the feeds; French at the root, English under /en/."""

from django.urls import path

from experiences.public import feeds

app_name = "feeds"

urlpatterns = [
    path("flux/", feeds.everything, name="all"),
    path("flux/themes/<slug:slug>/", feeds.theme, name="theme"),
    path("flux/dossiers/<slug:slug>/", feeds.dossier, name="dossier"),
]

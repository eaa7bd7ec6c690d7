"""Addresses of the feeds and calendars; French at the root, English under /en/."""

from django.urls import path

from experiences.public import calendars, feeds

app_name = "feeds"

urlpatterns = [
    path("flux/", feeds.everything, name="all"),
    path("flux/themes/<slug:slug>/", feeds.theme, name="theme"),
    path("flux/dossiers/<slug:slug>/", feeds.dossier, name="dossier"),
    path("flux/aides/", feeds.aids, name="aids"),
    path("flux/agenda.ics", calendars.agenda, name="agenda"),
    path("flux/agenda/<int:page_id>.ics", calendars.event, name="event"),
]

"""Addresses of obligations; French at the root, English under /en/."""

from django.urls import path

from experiences.obligations.views import calendars, notes, public

app_name = "obligations"

urlpatterns = [
    path("", public.index, name="index"),
    path("suivi/", notes.choose, name="own"),
    path("suivi/<int:pk>/", notes.overview, name="organisation"),
    path("suivi/<int:pk>/faits/", notes.facts, name="facts"),
    path("suivi/<int:pk>/calendrier/", calendars.change, name="change-calendar"),
    path("suivi/<int:pk>/avis/<int:notice>/", notes.read, name="read-notice"),
    path("suivi/<int:pk>/<slug:slug>/", notes.record, name="record"),
    path("suivi/<int:pk>/<slug:slug>/supprimer/", notes.erase, name="erase"),
    path("preuves/<int:pk>/", notes.proof, name="proof"),
    path("calendriers/<str:token>.ics", calendars.feed, name="calendar"),
    path("<slug:slug>/", public.obligation, name="obligation"),
]

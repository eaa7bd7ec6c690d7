"""Addresses of the pages of territories: an INSEE code or a SIREN ends them."""

from django.urls import re_path

from home.territory import views

urlpatterns = [
    re_path(
        r"^territoires/(?P<slug>[-a-z0-9]+)-(?P<code>[0-9][0-9AB][0-9]{3}|[0-9]{9})/$",
        views.territory,
        name="territory",
    )
]

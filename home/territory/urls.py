"""Addresses of the pages of territories: an INSEE code or a SIREN ends them."""

from django.urls import path, re_path

from home.territory import views

CODE = r"(?P<code>[0-9][0-9ABab][0-9]{3}|[0-9]{9})"

urlpatterns = [
    path("territoires/", views.asking, name="territories"),
    re_path(rf"^territoires/{CODE}/$", views.territory),
    re_path(rf"^territoires/(?P<slug>[^/]+)-{CODE}/$", views.territory, name="territory"),
]

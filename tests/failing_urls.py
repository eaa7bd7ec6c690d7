"""Addresses of the site, and some that fail, each in its way."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.urls import path

from config.urls import urlpatterns as site_patterns


def refuse(request: HttpRequest) -> None:
    raise PermissionDenied


def suspect(request: HttpRequest) -> None:
    raise SuspiciousOperation


def fail(request: HttpRequest) -> None:
    raise RuntimeError("on purpose")


urlpatterns = [
    path("refuser/", refuse),
    path("soupconner/", suspect),
    path("echouer/", fail),
    *site_patterns,
]

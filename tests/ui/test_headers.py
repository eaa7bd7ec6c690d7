"""What browsers are told not to do."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from config.security import ContentSecurityPolicy
from ui.embeds import FRAME_ORIGINS

pytestmark = pytest.mark.django_db


def policy(response) -> dict[str, list[str]]:
    """The directives of a response's Content-Security-Policy."""
    directives = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in directives}


def test_public_pages_take_files_of_ours_alone(client: Client) -> None:
    found = policy(client.get("/galerie/"))
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == found["style-src"] == found["img-src"] == ["'self'"]
    assert found["frame-src"] == list(FRAME_ORIGINS)
    assert not any("unsafe" in source for sources in found.values() for source in sources)


def test_error_pages_have_the_same_policy(client: Client) -> None:
    assert policy(client.get("/nulle-part/"))["default-src"] == ["'none'"]


def test_the_admin_may_write_scripts_into_its_pages(client: Client) -> None:
    found = policy(client.get("/gestion/login/"))
    assert "'unsafe-inline'" in found["script-src"]
    assert found["object-src"] == ["'none'"]
    assert found["frame-ancestors"] == ["'self'"]


def test_a_response_keeps_a_policy_of_its_own() -> None:
    response = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    middleware = ContentSecurityPolicy(lambda request: response)
    assert middleware(RequestFactory().get("/documents/1/"))["Content-Security-Policy"] == "sandbox"


def test_other_headers_close_what_no_page_uses(client: Client) -> None:
    response = client.get("/galerie/")
    assert "camera=()" in response["Permissions-Policy"]
    assert "geolocation=()" in response["Permissions-Policy"]
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_reading_sets_no_cookie(client: Client) -> None:
    assert not client.get("/galerie/").cookies

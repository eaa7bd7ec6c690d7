"""Signing in: one door for the site and the administration, which tells nothing of others."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.factories.experiences import SheetFactory
from tests.factories.members import PASSWORD, UserFactory
from tests.members.journeys import ADDRESS, anonymous, sign_in, signed_in

pytestmark = pytest.mark.django_db


def test_signs_in_by_e_mail_address_whatever_its_case(client) -> None:
    UserFactory(email=ADDRESS)
    assert sign_in(client, "Secretariat@Oeuilly.example").url == reverse("account")
    assert signed_in(client)


def test_the_door_of_the_administration_is_that_of_the_site(client) -> None:
    UserFactory(editor=True, email=ADDRESS)
    url = client.get("/gestion/pages/").url
    assert url == "/gestion/login/?next=/gestion/pages/"
    url = client.get(url).url
    assert url == "/compte/connexion/?next=/gestion/pages/"
    assert sign_in(client, next="/gestion/pages/").url == "/gestion/pages/"
    assert client.get("/gestion/").status_code == 200


def test_no_form_of_wagtail_asks_for_a_password(client) -> None:
    UserFactory(editor=True, email=ADDRESS)
    for address in ("/gestion/login/", "/_util/login/", "/en/_util/login/"):
        assert "/compte/connexion/" in client.get(address).url
        typed = {"username": ADDRESS, "password": PASSWORD}
        assert client.post(address, typed).status_code == 405
    assert not signed_in(client)
    for address in ("/gestion/password_reset/", "/gestion/account/change_password/"):
        assert client.get(address, follow=True).status_code in (200, 404)
    assert client.get("/gestion/password_reset/").status_code == 404


def test_the_door_leads_to_no_other_site(client) -> None:
    url = client.get("/gestion/login/?next=https://example.com/").url
    assert url == "/compte/connexion/?next=/gestion/"


def test_member_without_role_is_told_and_not_sent_in_circles(client) -> None:
    client.force_login(UserFactory())
    response = client.get("/gestion/", follow=True)
    assert response.status_code == 403
    assert "administration" not in client.get(reverse("account")).content.decode()


def test_a_page_for_members_leads_to_the_door_and_back(client) -> None:
    sheet = SheetFactory()
    PageViewRestriction.objects.create(page=sheet, restriction_type="login")
    url = client.get(sheet.url).url
    assert url.startswith(reverse("account_login"))
    UserFactory(email=ADDRESS)
    assert sign_in(client, next=sheet.url).url == sheet.url
    assert client.get(sheet.url).status_code == 200


def test_wrong_password_and_unknown_address_get_one_answer(client) -> None:
    UserFactory(email="connue@oeuilly.example")
    UserFactory(email="fermee@oeuilly.example", is_active=False)
    told = set()
    for email in ("connue", "inconnue", "fermee"):
        address = f"{email}@oeuilly.example"
        response = sign_in(Client(), address, "faux mot de passe")
        told.add((response.status_code, anonymous(response.content, address)))
    assert len(told) == 1
    assert "L’adresse ou le mot de passe ne convient pas" in told.pop()[1]


@pytest.mark.parametrize("email", ["connue@oeuilly.example", "inconnue@oeuilly.example"])
def test_a_password_is_computed_whether_or_not_the_address_is_known(
    client, email, monkeypatch
) -> None:
    """Else the time of an answer would tell which addresses have accounts."""
    from django.contrib.auth import hashers

    UserFactory(email="connue@oeuilly.example")
    computed = []
    hasher = hashers.get_hasher()
    encode = type(hasher).encode
    monkeypatch.setattr(type(hasher), "encode", lambda *given: computed.append(1) or encode(*given))
    sign_in(client, email, "faux mot de passe")
    assert computed == [1]


def test_closed_account_is_told_to_whoever_knows_the_password(client) -> None:
    UserFactory(email=ADDRESS, is_active=False)
    response = sign_in(client)
    assert response.url == reverse("account_inactive")
    assert not signed_in(client)
    assert "Ce compte est fermé" in client.get(response.url).content.decode()


def test_an_account_closed_meanwhile_is_out_at_once(client) -> None:
    user = UserFactory(email=ADDRESS)
    sign_in(client)
    user.is_active = False
    user.save()
    assert client.get(reverse("account")).status_code == 302


def test_the_session_changes_when_somebody_signs_in(client) -> None:
    UserFactory(email=ADDRESS)
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in(client)
    assert client.session.session_key != before


def test_staying_signed_in_is_asked_for(client) -> None:
    UserFactory(email=ADDRESS)
    sign_in(client)
    assert client.session.get_expire_at_browser_close()
    other = Client()
    sign_in(other, remember="on")
    assert not other.session.get_expire_at_browser_close()


@pytest.mark.parametrize("target", ["https://example.com/", "//example.com/", "/\\example.com/"])
def test_nobody_is_led_to_another_site(client, target) -> None:
    UserFactory(email=ADDRESS)
    assert sign_in(client, next=target).url == reverse("account")


def test_attempts_are_limited_for_one_address_known_or_not(client, settings) -> None:
    UserFactory(email="connue@oeuilly.example")
    for email in ("connue@oeuilly.example", "inconnue@oeuilly.example"):
        for _attempt in range(5):
            sign_in(Client(), email, "faux mot de passe")
        page = sign_in(Client(), email, PASSWORD).content.decode()
        assert "Trop de tentatives" in page
    assert mail.outbox == []


def test_attempts_from_one_place_are_limited_behind_a_proxy_too(client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    url = reverse("account_login")

    def status(address: str) -> int:
        # What the visitor wrote, then what the proxy added.
        return client.post(url, headers={"X-Forwarded-For": f"10.0.0.1, {address}"}).status_code

    assert [status("198.51.100.7"), status("198.51.100.7")] == [200, 429]
    assert status("198.51.100.8") == 200


def test_signing_out_ends_the_session_and_leaves_no_cookie(client) -> None:
    UserFactory(email=ADDRESS)
    sign_in(client)
    client.get(reverse("account"))
    response = client.post(reverse("account_logout"))
    assert response.url == "/"
    assert not signed_in(client)
    left = {name for name, cookie in client.cookies.items() if cookie.value}
    assert left <= {"csrftoken"}


def test_public_pages_give_no_cookie_and_are_kept_by_caches(client) -> None:
    sheet = SheetFactory()
    response = client.get(sheet.url)
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    page = response.content.decode()
    assert f'href="/compte/connexion/?next={sheet.url.replace("/", "%2F")}"' in page


def test_public_pages_name_the_member_to_the_member_alone(client) -> None:
    sheet = SheetFactory()
    client.force_login(UserFactory(display_name="Mairie d’Œuilly"))
    response = client.get(sheet.url)
    assert "Mairie d’Œuilly" in response.content.decode()
    assert "private" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]


def test_the_contact_of_a_sheet_is_shown_after_signing_in_and_back(client) -> None:
    sheet = SheetFactory(contact_email="mairie@oeuilly.example")
    page = client.get(sheet.url).content.decode()
    assert "mairie@oeuilly.example" not in page
    assert f'class="btn" href="{reverse("account_login")}?next={sheet.url}"' in page
    UserFactory(email=ADDRESS)
    assert sign_in(client, next=sheet.url).url == sheet.url
    assert "mairie@oeuilly.example" in client.get(sheet.url).content.decode()

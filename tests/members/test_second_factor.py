"""The second factor: chosen, asked for, lost; and whoever may enter the administration has one."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from members.second_factor import SecondFactorAdapter, SecondFactorOfEditors, has_second_factor
from tests.factories.members import PASSWORD, UserFactory
from tests.members.journeys import ADDRESS, prove, sign_in, signed_in

pytestmark = pytest.mark.django_db
INDEX = "/compte/double-verification/"


def code(secret: str, steps: int = 0) -> str:
    """What an application shows for the secret (RFC 6238), `steps` of 30 seconds from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def choose_application(client: Client) -> str:
    """Set up the codes of an application; its secret."""
    prove(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    (secret,) = re.findall(r"<code>([A-Z2-7]+)</code>", page)
    done = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    return secret


@pytest.fixture
def member(client):
    user = UserFactory(email=ADDRESS)
    sign_in(client)
    return user


def test_a_member_chooses_an_application_and_is_asked_for_its_code(
    client, member, monkeypatch
) -> None:
    # Else the message waits for the end of the test's own transaction.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda action: action())
    secret = choose_application(client)
    assert mail.outbox[-1].subject == "Votre compte a changé"
    other = Client()
    assert sign_in(other, next="/recherche/").url == reverse("mfa_authenticate")
    assert not signed_in(other)
    assert other.get(reverse("account")).status_code == 302
    page = other.get(reverse("mfa_authenticate")).content.decode()
    assert 'autocomplete="one-time-code"' in page
    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert "Ce code est faux ou trop ancien" in wrong
    assert not signed_in(other)
    # The code of the set-up is used up: the next one.
    done = other.post(reverse("mfa_authenticate"), {"code": code(secret, 1)})
    assert done.url == "/recherche/"
    assert signed_in(other)


def test_a_code_works_once(client, member) -> None:
    secret = choose_application(client)
    used = code(secret, 1)
    for visitor, enters in ((Client(), True), (Client(), False)):
        sign_in(visitor)
        visitor.post(reverse("mfa_authenticate"), {"code": used})
        assert signed_in(visitor) is enters


def test_wrong_codes_are_limited(client, member, settings) -> None:
    secret = choose_application(client)
    thief = Client()
    sign_in(thief)
    for _attempt in range(10):
        thief.post(reverse("mfa_authenticate"), {"code": "000000"})
    thief.post(reverse("mfa_authenticate"), {"code": code(secret, 1)})
    assert not signed_in(thief)


def test_the_drawing_stands_in_the_page_and_the_page_is_kept_nowhere(client, member) -> None:
    prove(client)
    response = client.get(reverse("mfa_activate_totp"))
    page = response.content.decode()
    assert "<svg" in page
    assert "data:" not in page
    assert "no-store" in response["Cache-Control"]


def test_the_secret_is_not_read_from_the_database(client, member, settings) -> None:
    secret = choose_application(client)
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in kept
    assert decrypt(kept) == secret
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-of-the-tests"
    assert SecondFactorAdapter().decrypt(kept) == secret


def recovery_codes(client: Client) -> list[str]:
    text = client.get(reverse("mfa_download_recovery_codes")).content.decode()
    return text.split()


def test_a_recovery_code_opens_once_and_can_be_made_anew(client, member) -> None:
    choose_application(client)
    codes = recovery_codes(client)
    assert len(codes) == 10
    assert codes[0] in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    for visitor, enters in ((Client(), True), (Client(), False)):
        sign_in(visitor)
        visitor.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert signed_in(visitor) is enters
    client.post(reverse("mfa_generate_recovery_codes"))
    assert set(recovery_codes(client)).isdisjoint(codes)


def test_recovery_codes_are_shown_only_to_whoever_proves_who_they_are(client, member) -> None:
    choose_application(client)
    codes = recovery_codes(client)
    visitor = Client()
    sign_in(visitor)
    visitor.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert signed_in(visitor)
    for name in ("mfa_view_recovery_codes", "mfa_download_recovery_codes"):
        response = visitor.get(reverse(name))
        assert response.status_code == 302
        assert "verification" in response.url


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_choosing_asks_for_the_password_again(client, member, name) -> None:
    response = client.get(reverse(name))
    assert response.url.startswith(reverse("account_reauthenticate"))
    page = client.post(response.url, {"password": PASSWORD}, follow=True)
    assert page.redirect_chain[-1][0] == reverse(name)


def test_the_application_is_given_up_and_nothing_is_asked_for_any_more(client, member) -> None:
    choose_application(client)
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    visitor = Client()
    sign_in(visitor)
    assert signed_in(visitor)


def test_a_code_proves_who_one_is_as_the_password_does(client, member) -> None:
    secret = choose_application(client)
    visitor = Client()
    sign_in(visitor)
    visitor.post(reverse("mfa_authenticate"), {"code": code(secret, 1)})
    page = visitor.get(reverse("account_reauthenticate")).content.decode()
    assert "Saisir un code de mon application" in page
    page = visitor.get(reverse("mfa_reauthenticate")).content.decode()
    assert "Saisir mon mot de passe" in page


def test_a_key_that_answers_nonsense_is_refused(client, member) -> None:
    prove(client)
    url = reverse("mfa_add_webauthn")
    page = client.get(url).content.decode()
    assert 'data-webauthn="create"' in page
    for nonsense in ("{}", "[]", "null", "x", '{"id": "a", "rawId": "a", "response": {}}'):
        page = client.post(url, {"credential": nonsense}).content.decode()
        assert 'class="alert alert--danger"' in page
    assert not Authenticator.objects.exists()


# Whoever may enter the administration.


@pytest.fixture
def required(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize("trait", ["editor", "moderator", "administrator", "superuser"])
def test_the_administration_asks_for_a_second_factor(client, required, trait) -> None:
    UserFactory(email=ADDRESS, **{trait: True})
    sign_in(client)
    for address in (
        "/gestion/",
        "/gestion/pages/",
        "/gestion/account/",
        "/gestion/api/main/pages/",
    ):
        assert client.get(address).url == INDEX
    page = client.get(INDEX).content.decode()
    assert "L’administration demande une double vérification" in page
    choose_application(client)
    assert client.get("/gestion/").status_code == 200
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert 'href="/gestion/"' in page


def test_the_rest_of_the_site_asks_editors_for_nothing_more(client, required) -> None:
    client.force_login(UserFactory(editor=True))
    for address in (reverse("account"), reverse("account_name"), INDEX):
        assert client.get(address).status_code == 200
    assert client.post("/gestion/logout/").status_code == 302
    assert not signed_in(client)


def test_recovery_codes_alone_are_no_second_factor(client, required) -> None:
    user = UserFactory(editor=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(user)
    assert client.get("/gestion/").url == INDEX


def test_members_are_refused_as_before(client, required) -> None:
    client.force_login(UserFactory())
    assert client.get("/gestion/", follow=True).status_code == 403


def test_where_it_is_not_required_editors_enter_without(client, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(editor=True))
    assert client.get("/gestion/").status_code == 200


def test_an_editor_with_a_second_factor_enters_by_it_alone(client, required) -> None:
    user = UserFactory(editor=True, email=ADDRESS)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    sign_in(client, next="/gestion/")
    assert client.get("/gestion/").status_code == 302
    done = client.post(reverse("mfa_authenticate"), {"code": code("JBSWY3DPEHPK3PXP")})
    assert done.url == "/gestion/"
    assert client.get("/gestion/").status_code == 200


def test_the_gate_costs_one_query(client, required, django_assert_num_queries, rf) -> None:
    gate = SecondFactorOfEditors(lambda _request: None)
    user = UserFactory(superuser=True)
    with django_assert_num_queries(1):
        assert gate.asks(rf.get("/gestion/"), user)
        assert not has_second_factor(user)
    with django_assert_num_queries(0):
        assert not gate.asks(rf.get("/recherche/"), user)


def test_an_operator_takes_away_what_was_lost(capsys) -> None:
    user = UserFactory(email=ADDRESS)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    call_command("forget_second_factor", ADDRESS.upper())
    assert not Authenticator.objects.exists()
    call_command("forget_second_factor", ADDRESS)
    assert "has no second factor" in capsys.readouterr().out
    with pytest.raises(CommandError, match="No account"):
        call_command("forget_second_factor", "inconnue@oeuilly.example")

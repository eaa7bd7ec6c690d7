"""Signing in with the account of another site: only what is signed, meant for us and proven."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.test import Client
from django.urls import reverse

from members.models import Consent, User
from tests.factories.members import UserFactory
from tests.members.journeys import anonymous, link, prove, sign_in, signed_in
from tests.members.openid_server import CLAIMS, CLIENT_ID, CLIENT_SECRET, OTHER_KEY, other_site

pytestmark = pytest.mark.django_db
EMAIL = CLAIMS["email"]
LEAVE = "/compte/ailleurs/oidc/"
BACK = "/compte/ailleurs/oidc/retour/"
SHEET = "/experiences/prefailles-eclairage-a-la-demande/"


@pytest.fixture
def site(settings, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with other_site() as other:
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "APPS": [
                    {
                        **settings.OIDC,
                        "name": "ProConnect",
                        "client_id": CLIENT_ID,
                        "secret": CLIENT_SECRET,
                        "settings": {
                            **settings.OIDC["settings"],
                            "server_url": other.url,
                            "scope": ["openid", "given_name", "usual_name", "email", "siret"],
                            "auth_params": {"acr_values": "eidas1"},
                            "email_trusted": True,
                        },
                    }
                ]
            }
        }
        yield other


def untrusted(settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["email_trusted"] = (
        False
    )


def go(client: Client, site, **query):
    """To the other site and back."""
    address = client.get(LEAVE, query).url
    return client.get(BACK, site.authorise(address))


def join(client: Client, site, back: str = "", **changes):
    assert go(client, site, next=back).url == reverse("socialaccount_signup")
    form = client.get(reverse("socialaccount_signup")).context["form"]
    answers = {"email": form["email"].value(), "display_name": form["display_name"].value()}
    return client.post(reverse("socialaccount_signup"), {**answers, "terms": "on", **changes})


def test_a_member_joins_with_it_and_is_back_on_the_page(client, site) -> None:
    page = client.get(reverse("account_login"), {"next": SHEET}).content.decode()
    assert "Se connecter avec ProConnect" in page
    assert join(client, site, SHEET).url == SHEET
    assert signed_in(client)
    user = User.objects.get()
    assert (user.email, user.display_name) == (EMAIL, "Agnès Œuillet")
    assert not user.has_usable_password()
    assert user.emailaddress_set.get().verified
    assert Consent.objects.get().user == user
    assert mail.outbox == []


def test_what_it_is_asked_is_what_the_settings_say(client, site) -> None:
    go(client, site, scope="admin", auth_params="acr_values=none&prompt=none")
    asked = site.asked
    assert set(asked["scope"].split()) == {"openid", "given_name", "usual_name", "email", "siret"}
    assert asked["acr_values"] == "eidas1"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) > 30
    assert "prompt" not in asked


def test_little_is_kept_of_what_it_says(client, site) -> None:
    join(client, site)
    kept = SocialAccount.objects.get()
    assert kept.extra_data == {"sub": CLAIMS["sub"], "siret": CLAIMS["siret"]}
    assert kept.uid == CLAIMS["sub"]
    go(client, site)
    kept.refresh_from_db()
    assert kept.extra_data == {"sub": CLAIMS["sub"], "siret": CLAIMS["siret"]}
    assert not SocialToken.objects.exists()


def test_who_joined_with_it_comes_back_with_it_even_under_another_address(client, site) -> None:
    join(client, site)
    site.claims["email"] = "autre@oeuilly.example"
    visitor = Client()
    assert go(visitor, site, next=SHEET).url == SHEET
    assert visitor.session["_auth_user_id"] == str(User.objects.get().pk)
    assert User.objects.get().email == EMAIL


def test_userinfo_in_json_is_read_too(client, site) -> None:
    site.userinfo_type = "application/json"
    join(client, site)
    assert signed_in(client)


def test_an_address_that_is_not_trusted_is_confirmed_by_mail(client, site, settings) -> None:
    untrusted(settings)
    assert join(client, site).url == reverse("account_email_verification_sent")
    assert not signed_in(client)
    client.post(link())
    assert signed_in(client)


def test_a_trusted_address_is_not_exchanged_for_another_when_joining(client, site) -> None:
    join(client, site, email="autre@oeuilly.example")
    user = User.objects.get()
    assert user.email == EMAIL
    assert user.emailaddress_set.get().email == EMAIL


def test_another_address_than_one_that_is_not_trusted_is_confirmed_by_mail(
    client, site, settings
) -> None:
    untrusted(settings)
    join(client, site, email="autre@oeuilly.example")
    assert mail.outbox[-1].to == ["autre@oeuilly.example"]
    client.post(link())
    assert signed_in(client)
    assert User.objects.get().emailaddress_set.get().email == "autre@oeuilly.example"


@pytest.mark.parametrize("trusted", [True, False])
def test_an_account_is_not_taken_over_by_its_address(client, site, settings, trusted) -> None:
    if not trusted:
        untrusted(settings)
    owner = UserFactory(email=EMAIL)
    response = join(client, site)
    assert response.url == reverse("account_email_verification_sent")
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.get() == owner
    assert mail.outbox[-1].subject == "Vous avez déjà un compte"


def test_who_has_an_account_is_not_told_to_whoever_types_addresses(site, settings) -> None:
    untrusted(settings)
    UserFactory(email="connue@oeuilly.example")
    told = []
    for email in ("libre@oeuilly.example", "connue@oeuilly.example"):
        visitor = Client()
        response = join(visitor, site, email=email)
        page = visitor.get(response.url)
        told.append((response.status_code, response.url, anonymous(page.content, email)))
        site.claims["sub"] += "2"
    assert told[0] == told[1]


def test_an_owner_ties_it_to_their_account_after_a_proof(client, site) -> None:
    owner = UserFactory(email=EMAIL)
    sign_in(client, EMAIL)
    page = client.get(reverse("socialaccount_connections")).content.decode()
    assert "process=connect" in page
    response = go(client, site, process="connect")
    assert response.url == reverse("account_reauthenticate")
    assert not SocialAccount.objects.exists()
    prove(client)
    assert SocialAccount.objects.get().user == owner
    assert mail.outbox[-1].body.startswith("Un compte de ProConnect ouvre désormais le vôtre.")
    visitor = Client()
    go(visitor, site)
    assert visitor.session["_auth_user_id"] == str(owner.pk)
    tied = SocialAccount.objects.get().pk
    page = client.post(reverse("socialaccount_connections"), {"account": tied})
    assert page.url == reverse("socialaccount_connections")
    assert not SocialAccount.objects.exists()


def test_the_only_way_in_is_not_untied(client, site) -> None:
    join(client, site)
    tied = SocialAccount.objects.get().pk
    page = client.post(reverse("socialaccount_connections"), {"account": tied}).content.decode()
    assert "Choisissez d’abord un mot de passe" in page
    assert SocialAccount.objects.exists()


SPOILT = {
    "userinfo signed by another": lambda site: setattr(site, "key", OTHER_KEY),
    "userinfo of another site": lambda site: site.in_userinfo.update(iss="https://autre.example"),
    "userinfo for another client": lambda site: site.in_userinfo.update(aud="another"),
    "userinfo of somebody else": lambda site: site.in_userinfo.update(sub="somebody-else"),
    "userinfo that ended": lambda site: site.in_userinfo.update(exp=1),
    "token of another site": lambda site: site.in_id_token.update(iss="https://autre.example"),
    "token for another client": lambda site: site.in_id_token.update(aud="another"),
    "token that ended": lambda site: site.in_id_token.update(exp=1),
    "another nonce": lambda site: site.in_id_token.update(nonce="another"),
    "no nonce": lambda site: site.in_id_token.update(nonce=None),
    "weaker authentication": lambda site: site.in_id_token.update(acr="eidas0"),
    "nobody": lambda site: site.in_id_token.update(sub=""),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_refused_with_a_clear_page(client, site, name) -> None:
    SPOILT[name](site)
    response = go(client, site)
    assert response.status_code == 401
    assert "L’autre site ne vous a pas laissé entrer" in response.content.decode()
    assert not signed_in(client)
    assert client.get(reverse("socialaccount_signup")).status_code == 302
    assert not SocialAccount.objects.exists()


def test_a_state_that_this_browser_was_not_given_is_refused(client, site) -> None:
    brought = site.authorise(client.get(LEAVE).url)
    for visitor, sent in (
        (Client(), brought),
        (client, {**brought, "state": "another"}),
        (client, {"code": brought["code"]}),
    ):
        assert visitor.get(BACK, sent).status_code == 401
        assert not signed_in(visitor)
    assert client.get(BACK, brought).status_code == 302
    assert client.get(BACK, brought).status_code == 401  # once


def test_who_gives_up_there_is_told(client, site) -> None:
    state = site.authorise(client.get(LEAVE).url)["state"]
    response = client.get(BACK, {"error": "access_denied", "state": state}, follow=True)
    assert "La connexion n’a pas eu lieu" in response.content.decode()


def test_a_site_that_fails_is_told_before_leaving_and_when_back(client, site) -> None:
    brought = site.authorise(client.get(LEAVE).url)
    site.fails = True
    for response in (client.get(LEAVE), client.get(BACK, brought)):
        assert response.status_code == 401
        assert "Réessayez dans quelques minutes" in response.content.decode()


def test_a_site_that_is_away_is_told(client, site, settings) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:9"
    assert client.get(LEAVE).status_code == 401


def test_signing_out_ends_the_session_there_too(client, site) -> None:
    join(client, site)
    page = client.post(reverse("account_logout"))
    assert not signed_in(client)
    address = page.context["elsewhere"]
    assert f'content="0;url={site.url}/session/end?' in page.content.decode()
    sent = parse_qs(urlsplit(address).query)
    assert sent["post_logout_redirect_uri"] == ["http://testserver/"]
    assert len(sent["id_token_hint"][0].split(".")) == 3
    assert sent["state"]


def test_signing_out_does_not_wait_for_a_site_that_fails(client, site) -> None:
    join(client, site)
    site.fails = True
    assert client.post(reverse("account_logout")).url == "/"
    assert not signed_in(client)


def test_nothing_of_it_is_shown_or_open_without_settings(client) -> None:
    for name in ("account_login", "account_signup"):
        assert "ailleurs" not in client.get(reverse(name)).content.decode()
    for address in (LEAVE, BACK):
        assert client.get(address).status_code == 404
    client.force_login(UserFactory())
    assert "ailleurs" not in client.get(reverse("account")).content.decode()


def test_another_name_in_the_address_is_not_found(client, site) -> None:
    assert client.get("/compte/ailleurs/autre/").status_code == 404

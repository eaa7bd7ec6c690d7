"""The terms change: whoever uses an account is asked once, answers, and is back on the page."""

import pytest
from django.test import Client
from django.urls import reverse

from members import consents
from members.models import Consent, User
from tests.factories.members import UserFactory
from tests.members.journeys import prove, signed_in

pytestmark = pytest.mark.django_db
ASKED = "/compte/conditions/accepter/"


@pytest.fixture
def changed(monkeypatch):
    """The terms have changed since anybody agreed."""
    monkeypatch.setattr(consents, "TERMS_VERSION", "2027-03-01")


@pytest.fixture
def member(client: Client):
    user = UserFactory()
    client.force_login(user)
    return user


def test_who_agreed_is_not_asked_again(client, member) -> None:
    assert client.get(reverse("account")).status_code == 200
    assert client.get(ASKED).url == reverse("account")


def test_after_a_change_a_member_is_asked_once_and_is_back_on_the_page(
    client, member, changed
) -> None:
    page = client.get(reverse("account_name"), {"a": "1"}, follow=True)
    assert page.redirect_chain == [(f"{ASKED}?next=/compte/nom/%3Fa%3D1", 302)]
    assert "Acceptez-vous les conditions d’utilisation ?" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    done = client.post(ASKED, {"next": page.context["back"]})
    assert done.url == "/compte/nom/?a=1"
    assert client.get(done.url).status_code == 200
    client.post(ASKED)
    versions = Consent.objects.filter(user=member).values_list("version", flat=True)
    assert sorted(versions) == ["2026-11-25", "2027-03-01"]


@pytest.mark.parametrize("path", ["/communaute/", "/gestion/", "/en/compte/"])
def test_whoever_uses_an_account_is_asked(client, path) -> None:
    client.force_login(UserFactory(administrator=True, agreed=False))
    assert "/conditions/accepter/?next=" in client.get(path).url


def test_an_account_made_in_the_administration_is_asked_at_first(client) -> None:
    client.force_login(UserFactory(agreed=False))
    assert client.get(reverse("account")).url.startswith(ASKED)


@pytest.mark.parametrize("name", ["account_leaving", "account_terms", "account_logout"])
def test_who_does_not_agree_can_read_and_sign_out(client, member, changed, name) -> None:
    assert client.get(reverse(name)).status_code == 200
    client.post(reverse("account_logout"))
    assert not signed_in(client)
    assert client.get("/communaute/").status_code == 200


def test_who_does_not_agree_leaves_with_their_data(client, member, changed) -> None:
    assert reverse("account_leaving") in client.get(ASKED).content.decode()
    page = client.get(reverse("account_leaving")).content.decode()
    prove(client)
    for name in ("account_data", "account_deletion"):
        assert reverse(name) in page
        assert client.get(reverse(name)).status_code == 200
    client.post(reverse("account_deletion"), {"messages": "remove"})
    assert not User.objects.exists()


def test_what_was_being_written_is_not_lost(client, member, changed) -> None:
    client.post(reverse("account_name"), {"display_name": "Mairie de Vitré"})
    member.refresh_from_db()
    assert member.display_name == "Mairie de Vitré"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, member, changed, back) -> None:
    assert client.get(ASKED, {"next": back}).context["back"] == reverse("account")
    assert client.post(ASKED, {"next": back}).url == reverse("account")


def test_visitors_are_not_asked(client, changed) -> None:
    assert client.get("/communaute/").status_code == 200
    assert client.get(ASKED).url.startswith(reverse("account_login"))


def test_asking_costs_no_query(client, member, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(9) as queries:
        client.get(reverse("account_name"))
    asked = [row["sql"] for row in queries if "members_consent" in row["sql"]]
    assert len(asked) == 1
    assert 'FROM "members_user"' in asked[0]

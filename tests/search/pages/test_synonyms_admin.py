"""Editors keep synonyms in the administration."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from search.models import Synonym
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_search_synonym:add"
DELETE = "wagtailsnippets_search_synonym:delete"
LIST = "wagtailsnippets_search_synonym:list"


def synonym(terms: str) -> Synonym:
    return Synonym(terms=terms, locale=Locale.get_default())


@pytest.mark.parametrize(
    "terms",
    [
        "LED",
        ", ,LED,",
        "LED, led",
        "éclairage, Eclairage",
        "LED, …",
        "LED, un deux trois quatre cinq six sept huit neuf",
        ", ".join(f"mot{number}" for number in range(13)),
    ],
)
def test_a_set_that_says_nothing_is_refused(terms: str) -> None:
    with pytest.raises(ValidationError) as error:
        synonym(terms).full_clean()
    assert list(error.value.message_dict) == ["terms"]


def test_a_set_that_stands_already_is_refused_in_any_order() -> None:
    synonym("LED, éclairage public").save()
    with pytest.raises(ValidationError):
        synonym("Eclairage  public,led").full_clean()
    synonym("LED, lampe").full_clean()


def test_terms_are_tidied() -> None:
    tidied = synonym("  LED ,éclairage   public,")
    tidied.full_clean()
    assert tidied.terms == "LED, éclairage public"
    assert tidied.alternatives == ["LED", "éclairage public"]


def test_an_administrator_adds_a_set(client: Client) -> None:
    client.force_login(UserFactory(superuser=True))
    values = {"terms": "AMO, assistance à maîtrise d’ouvrage", "locale": Locale.get_default().pk}
    response = client.post(reverse(ADD), values)
    assert response.status_code == 302
    assert Synonym.objects.get().alternatives == ["AMO", "assistance à maîtrise d’ouvrage"]
    assert "AMO" in client.get(reverse(LIST)).content.decode()


def test_a_refused_set_is_shown_again_with_the_reason(client: Client) -> None:
    client.force_login(UserFactory(superuser=True))
    response = client.post(reverse(ADD), {"terms": "AMO", "locale": Locale.get_default().pk})
    assert response.status_code == 200
    assert not Synonym.objects.exists()
    assert "AMO" in response.content.decode()


def test_only_the_administration_s_people_come_in(client: Client) -> None:
    assert client.get(reverse(LIST)).status_code == 302


@pytest.mark.parametrize("role", ["editor", "moderator", "administrator"])
def test_every_role_keeps_synonyms(client: Client, role: str) -> None:
    client.force_login(UserFactory(**{role: True}))
    assert client.get(reverse(LIST)).status_code == 200
    client.post(
        reverse(ADD), {"terms": "AMO, assistance à maîtrise", "locale": Locale.get_default().pk}
    )
    [kept] = Synonym.objects.all()
    client.post(reverse(DELETE, args=[kept.pk]))
    assert not Synonym.objects.exists()

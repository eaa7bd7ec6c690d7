"""What a town may ask for, and where it meets others: what is over, elsewhere or hidden is left."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from experiences.models import AidPage, EventPage
from search.models import Document
from territories.models import Territory
from tests.factories.experiences import AidFactory, EventFactory, home
from tests.factories.territories import CommuneFactory
from tests.home.territory.test_page import far, near, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Territory:
    home()
    return CommuneFactory()


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def aid(title: str, *places: Territory, **fields) -> AidPage:
    return AidFactory(title=title, places=places, **fields)


def once(title: str, *, closes: int | None = None, **fields) -> AidPage:
    """An aid that is given once, with a deadline in `closes` days."""
    last = None if closes is None else in_days(closes)
    return AidFactory(title=title, recurrence="once", closes_on=last, **fields)


def event(title: str, place: Territory | None, starts: int, **fields) -> EventPage:
    return EventFactory(title=title, territory=place, starts_on=in_days(starts), **fields)


def test_aids_of_the_town_of_what_contains_it_and_of_all_france_are_told(
    town: Territory, read
) -> None:
    assert not section(read(town.get_absolute_url()), "aides")
    aid("Aide de la ville", town)
    aid("Aide de la métropole", town.epci)
    aid("Aide du département", town.departement)
    aid("Aide de la région", town.region)
    aid("Aide de l’État")
    aid("Aide de Vitré", far())
    told = section(read(town.get_absolute_url()), "aides")
    for words in ("ville", "métropole", "département", "région", "État"):
        assert words in told, words
    assert "Vitré" not in told


def test_an_aid_says_who_pays_and_until_when(town: Territory, read) -> None:
    closing = once("Fonds pour éclairer moins", closes=20, issuer="Région")
    told = section(read(town.get_absolute_url()), "aides").replace("\xa0", " ")
    assert "Région · jusqu’au" in told
    assert str(closing.closes_on.year) in told
    assert 'href="/recherche/?theme' not in told


def test_what_is_open_comes_first_and_what_is_over_is_left(town: Territory, read) -> None:
    once("Sans date connue")
    once("Bientôt", closes=30, opens_on=in_days(10))
    aid("Toute l’année")
    once("Presque close", closes=0)
    once("Close hier", closes=-1)
    AidFactory(title="Revient chaque année", recurrence="yearly", closes_on=in_days(-1))
    told = section(read(town.get_absolute_url()), "aides")
    order = ("Presque close", "Toute l’année", "Bientôt", "Sans date", "Revient chaque")
    places = [told.index(words) for words in order]
    assert places == sorted(places)
    assert "Close hier" not in told


def test_aids_of_the_area_stand_before_those_of_all_france(town: Territory, read) -> None:
    for number in range(12):
        aid(f"Aide générale {number}")
    aid("Aide de la région", town.region)
    told = section(read(town.get_absolute_url()), "aides")
    assert told.index("de la région") < told.index("générale")


def test_an_aid_is_for_those_who_have_its_number_of_inhabitants(town: Territory, read) -> None:
    aid("Pour les bourgs", population_min=8_092, population_max=8_092)
    aid("Pour les plus grandes", population_min=8_093)
    aid("Pour les villages", population_max=8_091)
    aid("Pour les intercommunalités", for_communes=False)
    told = section(read(town.get_absolute_url()), "aides")
    assert "bourgs" in told
    for words in ("grandes", "villages", "intercommunalités"):
        assert words not in told, words
    assert "intercommunalités" in section(read(town.epci.get_absolute_url()), "aides")


def test_a_town_of_unknown_population_is_not_told_what_asks_for_a_number(read) -> None:
    home()
    town = CommuneFactory(population=None)
    aid("Pour les villages", population_max=3_500)
    aid("Pour toutes")
    told = section(read(town.get_absolute_url()), "aides")
    assert "toutes" in told
    assert "villages" not in told


def test_events_to_come_near_the_town_and_on_line_are_told_the_next_one_first(
    town: Territory, read
) -> None:
    event("Atelier à la mairie", town, 9)
    event("Visite à Noyarey", near(), 3)
    event("Session en ligne", None, 6, mode="online")
    event("Salon à Vitré", far(), 2)
    event("Atelier passé", town, -5)
    told = section(read(town.get_absolute_url()), "rencontres")
    places = [told.index(words) for words in ("Visite", "Session", "Atelier à la mairie")]
    assert places == sorted(places)
    assert "En ligne" in told
    assert "Noyarey, Isère : 11 km" in told.replace("\xa0", " ").replace("\u202f", " ")
    for words in ("Vitré", "passé"):
        assert words not in told, words


def test_one_goes_further_to_an_event_than_to_a_sheet(town: Territory, read) -> None:
    # Valence, some 75 km from Seyssins.
    valence = CommuneFactory(
        code="26362", name="Valence", latitude=44.9333, longitude=4.8917, epci=None
    )
    event("Journée à Valence", valence, 4)
    event("Journée passée à Valence", valence, -4)
    told = section(read(town.get_absolute_url()), "rencontres")
    assert "Journée à Valence" in told
    assert "passée" not in told


def test_where_none_is_to_come_those_that_took_place_are_told_as_over(
    town: Territory, read
) -> None:
    event("Atelier d’hier", town, -1)
    event("Atelier d’avant-hier", near(), -2)
    told = section(read(town.get_absolute_url()), "rencontres")
    assert told.index("d’hier") < told.index("avant-hier")
    assert "(terminé)" in told


def test_a_day_that_passed_since_the_index_was_written_makes_no_event_to_come(
    town: Territory, read
) -> None:
    page = event("Atelier d’hier", town, 1)
    EventPage.objects.filter(pk=page.pk).update(starts_on=in_days(-1))
    Document.objects.filter(page=page).update(changes_on=timezone.localdate())
    event("Session en ligne", None, 6, mode="online")
    assert "d’hier" not in section(read(town.get_absolute_url()), "rencontres")


def test_hidden_aids_and_events_are_told_to_nobody(
    town: Territory, read, client, admin_client
) -> None:
    aid("Xylophonie en brouillon", live=False)
    event("Xylophonie en brouillon", town, 5, live=False)
    for page in (aid("Xylophonie privée"), event("Xylophonie privée", town, 5)):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    for reader in (client, admin_client):
        assert "Xylophonie" not in str(read(town.get_absolute_url(), client=reader))

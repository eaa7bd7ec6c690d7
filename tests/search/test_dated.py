"""Aids and events in the search: what they are today, for whom, and which comes next."""

from datetime import date

import pytest
from django.core.management import call_command
from django.utils.translation import override

from experiences.models import AidPage, AidTerritory
from search import dated
from search.dated import index_dated
from search.engines.elasticsearch.worker import Worker
from search.models import Document
from search.query import Area, Sort
from territories.models import Territory
from territories.signals import territories_reloaded
from tests.factories.experiences import AidFactory, EventFactory, SheetFactory, catalogue
from tests.factories.territories import CommuneFactory, DepartementFactory, RegionFactory
from tests.search.asking import counts, found, search

pytestmark = pytest.mark.django_db

ONCE = AidPage.Recurrence.ONCE


def call(**facts) -> AidPage:
    return AidFactory(kind=AidPage.Kind.CALL, recurrence=ONCE, **facts)


def moments() -> dict[str, int]:
    return counts(search(), "dates")


@pytest.fixture
def autumn(time_machine) -> None:
    time_machine.move_to("2026-11-25 10:00+01:00")


@pytest.mark.usefixtures("autumn")
def test_a_day_that_passes_opens_and_ends_what_is_found(time_machine) -> None:
    aid = call(opens_on=date(2026, 12, 1), closes_on=date(2027, 1, 12))
    EventFactory(starts_on=date(2026, 11, 30))
    AidFactory()
    assert moments() == {"a-venir": 2, "ouvert": 1}
    # In Paris a day begins before it does in Greenwich.
    time_machine.move_to("2026-11-30 23:30+00:00")
    assert moments() == {"a-venir": 2, "ouvert": 1}
    assert index_dated() == 2
    assert moments() == {"ouvert": 2, "termine": 1}
    time_machine.move_to("2027-01-13 00:01+01:00")
    index_dated()
    assert found(selected={"dates": ("termine",), "type": ("aide",)}) == [aid.pk]


def test_a_commune_finds_around_it_what_is_for_all_of_france() -> None:
    commune = CommuneFactory()
    RegionFactory(code="53", name="Bretagne")
    everywhere = AidFactory()
    own = AidFactory(places=[commune.region])
    AidFactory(places=[Territory.objects.get(code="53")])
    for area in (Area.AROUND, Area.CONTAINING):
        assert {*found(commune=commune.code, area=area)} == {everywhere.pk, own.pk}
    assert found(commune=commune.code, area=Area.INSIDE) == []


@pytest.mark.usefixtures("autumn")
def test_a_second_run_of_a_day_finds_nothing_to_do(time_machine, django_assert_num_queries) -> None:
    call(closes_on=date(2026, 11, 30))
    assert index_dated() == 0
    time_machine.move_to("2026-12-24 08:00+01:00")
    assert index_dated() == 1
    with django_assert_num_queries(1):
        assert index_dated() == 0


@pytest.mark.usefixtures("autumn")
def test_days_pass_by_batches_and_what_is_not_public_goes(time_machine, monkeypatch) -> None:
    monkeypatch.setattr(dated, "BATCH", 2)
    for _ in range(4):
        call(closes_on=date(2026, 11, 30))
    gone = call(closes_on=date(2026, 11, 30))
    # As an import would, past every signal.
    AidPage.objects.filter(pk=gone.pk).update(live=False)
    time_machine.move_to("2026-12-01 06:00+01:00")
    assert index_dated() == 5
    assert moments() == {"termine": 4}
    assert not Document.objects.filter(page=gone).exists()


@pytest.mark.usefixtures("autumn")
def test_the_command_says_how_many(time_machine, capsys) -> None:
    call(closes_on=date(2026, 11, 30))
    time_machine.move_to("2026-12-01 06:00+01:00")
    call_command("index_dated")
    assert capsys.readouterr().out == "1 pages indexed anew\n"
    call_command("index_dated", verbosity=0)
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("autumn")
def test_days_pass_while_the_search_server_is_away(time_machine, settings) -> None:
    call(closes_on=date(2026, 11, 30))
    time_machine.move_to("2026-12-01 06:00+01:00")
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"  # nobody listens there
    worker = Worker()
    assert worker.turn() and worker.trouble
    assert Document.objects.get().facets.count("dates=termine") == 1


def test_a_page_that_cannot_be_indexed_does_not_stop_the_worker(monkeypatch, caplog) -> None:
    def fail() -> int:
        raise ValueError("a page of no day")

    monkeypatch.setattr("search.engines.elasticsearch.worker.index_dated", fail)
    Worker().look_at_days()
    assert "cannot be indexed anew" in caplog.text


@pytest.mark.usefixtures("autumn")
def test_what_changes_next_comes_first_and_what_is_over_or_not_known_last() -> None:
    unknown = call(opens_on=date(2026, 3, 1))
    over = call(closes_on=date(2026, 10, 1), opens_on=date(2026, 9, 1))
    lasting = AidFactory(opens_on=date(2026, 2, 1))
    later = call(closes_on=date(2027, 1, 12))
    next_one = EventFactory(starts_on=date(2026, 11, 27))
    opening = call(opens_on=date(2026, 12, 1), closes_on=date(2027, 2, 1))
    expected = [next_one, opening, later, lasting, over, unknown]
    assert found(sort=Sort.SOON) == [page.pk for page in expected]
    # Of equals the newest, then the oldest row.
    twin = call(closes_on=date(2027, 1, 12), opens_on=date(2026, 5, 1))
    third = call(closes_on=date(2027, 1, 12), opens_on=date(2026, 5, 1))
    assert found(sort=Sort.SOON, selected={"dates": ("ouvert",)}) == [
        twin.pk,
        third.pk,
        later.pk,
        lasting.pk,
    ]


def test_an_aid_is_found_wherever_it_can_be_asked_for() -> None:
    isere, marne = DepartementFactory(), DepartementFactory(marne=True)
    everywhere = AidFactory()
    regional = AidFactory(places=[isere.region])
    local = AidFactory(places=[isere], population_max=3_499)
    assert {*found(selected={"departement": ("38",)})} == {everywhere.pk, regional.pk, local.pk}
    assert found(selected={"departement": (marne.code,)}) == [everywhere.pk]
    assert local.pk not in found(selected={"taille": ("3500-19999",)})


def test_an_aid_follows_its_territories() -> None:
    isere, marne = DepartementFactory(), DepartementFactory(marne=True)
    aid = AidFactory(places=[isere])
    assert found(selected={"departement": ("38",)}) == [aid.pk]
    aid.aid_territories = [AidTerritory(territory=marne)]
    aid.save_revision().publish()
    assert found(selected={"departement": ("38",)}) == []
    assert found(selected={"departement": ("51",)}) == [aid.pk]
    aid.unpublish()
    assert found() == []


def test_a_departement_that_moves_takes_aids_of_regions_along() -> None:
    isere = DepartementFactory()
    of_region, everywhere = AidFactory(places=[isere.region]), AidFactory()
    isere.region = RegionFactory(grand_est=True)
    isere.save()
    assert found(selected={"departement": ("38",)}) == [everywhere.pk]
    new = DepartementFactory(marne=True)
    assert found(selected={"departement": (new.code,)}) == [everywhere.pk]
    assert found(selected={"region": ("84",)}) == [of_region.pk, everywhere.pk]


def test_a_load_of_territories_reaches_aids_and_events() -> None:
    commune = CommuneFactory()
    aid, event = AidFactory(places=[commune]), EventFactory(territory=commune)
    other = SheetFactory(title="Ailleurs")
    Territory.objects.filter(pk=commune.pk).update(name="Saint-Égrève")
    assert found("Égrève") == []
    territories_reloaded.send(sender=Territory, changed={commune.pk})
    assert {*found("Égrève")} == {aid.pk, event.pk}
    assert other.pk in found()


def test_an_alias_of_an_aid_is_not_found_twice() -> None:
    aid = AidFactory()
    aid.create_alias(parent=catalogue("evenement"), update_slug="alias")
    assert found() == [aid.pk]


def test_the_word_for_its_kind_is_that_of_the_page_whoever_saves_it() -> None:
    with override("en"):
        aid = call(title="Capteurs")
    assert found("appel à projets") == [aid.pk]

"""A day passes while an editor saves: the newer state stays, whoever comes first."""

from datetime import date

import pytest
from django.db import transaction

from experiences.models import AidPage
from search.dated import index_dated
from search.models import Document
from tests.factories.experiences import AidFactory
from tests.search.transactions import begin, database_of_its_own  # noqa: F401

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("database_of_its_own")]


@pytest.fixture
def due(database_of_its_own: None, time_machine) -> AidPage:  # noqa: F811
    """An aid that closed yesterday, as its index does not know yet."""
    time_machine.move_to("2026-11-25 10:00+01:00")
    aid = AidFactory(recurrence=AidPage.Recurrence.ONCE, closes_on=date(2026, 11, 30))
    time_machine.move_to("2026-12-01 06:00+01:00")
    return aid


def prolong(aid: AidPage) -> None:
    aid.closes_on = date(2027, 1, 12)
    aid.save_revision().publish()


def standing() -> tuple[bool, date | None]:
    document = Document.objects.get()
    return "dates=ouvert" in document.facets.split(), document.changes_on


def test_the_day_waits_for_who_saves(due: AidPage) -> None:
    with transaction.atomic():
        prolong(due)
        passing = begin(index_dated)
    assert passing.result() == 1
    assert standing() == (True, date(2027, 1, 13))


def test_who_saves_waits_for_the_day(due: AidPage) -> None:
    with transaction.atomic():
        index_dated()
        saving = begin(prolong, due)
    saving.result()
    assert standing() == (True, date(2027, 1, 13))


def test_two_that_pass_a_day_at_a_time_do_not_harm_each_other(due: AidPage) -> None:
    with transaction.atomic():
        index_dated()
        other = begin(index_dated)
    other.result()
    assert standing() == (False, None)

"""Open, to come, over, not known: the same of one aid and of many."""

from datetime import date
from itertools import product

import pytest

from experiences.models import AidPage, EventPage
from experiences.moments import Moment
from territories.clocks import clock_of
from tests.factories.experiences import AidFactory, EventFactory
from tests.factories.territories import CommuneFactory, RegionFactory

pytestmark = pytest.mark.django_db
DAYS = (None, date(2027, 3, 14), date(2027, 3, 15), date(2027, 3, 16))


@pytest.fixture
def ides(time_machine):
    time_machine.move_to("2027-03-15 10:00:00+01:00")


def test_the_filter_and_the_page_agree_on_every_day(ides) -> None:
    for opens, closes, recurrence in product(DAYS, DAYS, AidPage.Recurrence.values):
        if recurrence == AidPage.Recurrence.PERMANENT and closes:
            continue
        if opens and closes and opens > closes:
            continue
        AidFactory(opens_on=opens, closes_on=closes, recurrence=recurrence)
    today = date(2027, 3, 15)
    pages = list(AidPage.objects.all())
    for moment in (Moment.OPEN, Moment.TO_COME, Moment.OVER, Moment.UNKNOWN):
        found = set(AidPage.objects.at_moment(moment, today).values_list("pk", flat=True))
        assert found == {page.pk for page in pages if page.moment == moment}, moment
        assert found


def test_an_event_is_to_come_until_its_last_day_is_over(ides) -> None:
    for starts, ends in product(DAYS[1:], DAYS):
        if ends is None or ends >= starts:
            EventFactory(starts_on=starts, ends_on=ends)
    found = set(EventPage.objects.to_come_on(date(2027, 3, 15)).values_list("pk", flat=True))
    pages = EventPage.objects.all()
    assert found == {page.pk for page in pages if page.moment == Moment.TO_COME}


def test_a_territory_overseas_has_its_own_clock() -> None:
    for place in (CommuneFactory(overseas=True), RegionFactory(overseas=True)):
        assert clock_of(place).key == "Indian/Reunion"
    for place in (CommuneFactory(), RegionFactory(), None):
        assert clock_of(place).key == "Europe/Paris"

"""Events as iCalendar: read back by the library, in the right zone, of public pages alone."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from experiences.models import EventPage
from tests.factories.experiences import EventFactory, home
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def march(time_machine):
    time_machine.move_to("2027-03-01 10:00:00+01:00")


def to_come(**fields) -> EventPage:
    return EventFactory(**{"starts_on": date(2027, 3, 16), **fields})


def address(event: EventPage) -> str:
    return f"/flux/agenda/{event.pk}.ics"


def calendar(client, path: str) -> Calendar:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert ".ics" in response["Content-Disposition"]
    # RFC 5545, 3.1: lines end with CRLF and have at most 75 octets.
    for line in response.content.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
    return Calendar.from_ical(response.content)


def only(client, path: str):
    [event] = calendar(client, path).events
    return event


def test_hours_have_the_zone_of_the_place(client) -> None:
    event = to_come(
        starts_at=time(9), ends_at=time(12, 30), territory=CommuneFactory(overseas=True)
    )
    found = calendar(client, address(event))
    [entry] = found.events
    assert entry.start.astimezone(UTC) == datetime(2027, 3, 16, 5, tzinfo=UTC)
    assert entry.end - entry.start == timedelta(hours=3, minutes=30)
    assert entry["DTSTART"].params["TZID"] == "Indian/Reunion"
    assert [zone["TZID"] for zone in found.timezones] == ["Indian/Reunion"]
    assert entry["LOCATION"] == "Saint-Denis, La Réunion"
    assert entry["GEO"].to_ical().startswith("-20.933")


def test_summer_and_winter_keep_their_hour_in_paris(client) -> None:
    for day, offset in ((date(2027, 3, 16), 1), (date(2027, 7, 16), 2)):
        entry = only(client, address(to_come(starts_on=day, starts_at=time(9))))
        assert entry.start.utcoffset() == timedelta(hours=offset)
        assert "DTEND" not in entry


def test_whole_days_end_with_the_next_one(client) -> None:
    one = only(client, address(to_come()))
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2027, 3, 16), date(2027, 3, 17))
    assert one["DTSTART"].params["VALUE"] == "DATE"
    many = only(client, address(to_come(ends_on=date(2027, 3, 18))))
    assert many["DTEND"].dt == date(2027, 3, 19)


def test_an_end_without_its_hour_is_that_of_the_last_day(client) -> None:
    entry = only(client, address(to_come(starts_at=time(14), ends_on=date(2027, 3, 18))))
    assert entry.end == datetime(2027, 3, 19, tzinfo=entry.start.tzinfo)


def test_the_identity_stays_through_changes_and_languages(client, mirrored, translated) -> None:
    event = to_come()
    uid = only(client, address(event))["UID"]
    event.title, event.slug = "Reporté", "reporte"
    event.starts_on = date(2027, 4, 1)
    event.save()
    assert only(client, address(event))["UID"] == uid
    twin = translated(event, title="Workshop")
    entry = only(client, f"/en/flux/agenda/{twin.pk}.ics")
    assert entry["UID"] == uid
    assert entry["SUMMARY"] == "Workshop"
    assert entry["DESCRIPTION"].split("\n")[1] == "Organiser: Cerema"


def test_the_answer_is_the_same_until_the_page_changes(client, time_machine) -> None:
    path = address(to_come())
    first = client.get(path).content
    time_machine.move_to("2027-03-02 10:00:00+01:00")
    assert client.get(path).content == first


def test_the_agenda_has_what_is_to_come_the_next_first(client, mirrored, translated) -> None:
    EventFactory(title="Passé")
    EventFactory(title="Sans date", starts_on=None, date_note="automne")
    later, next_ = to_come(title="Plus tard", starts_on=date(2027, 9, 1)), to_come(title="Bientôt")
    to_come(title="Déjà commencé", starts_on=date(2027, 2, 27), ends_on=date(2027, 3, 1))
    names = [str(entry["SUMMARY"]) for entry in calendar(client, "/flux/agenda.ics").events]
    assert names == ["Déjà commencé", "Bientôt", "Plus tard"]
    mirrored(next_)
    translated(later, title="Later")
    english = calendar(client, "/en/flux/agenda.ics")
    assert [str(entry["SUMMARY"]) for entry in english.events] == ["Later"]
    assert english["X-WR-CALNAME"] == "Events on Terrain commun"


def test_an_untranslated_twin_is_told_in_the_words_of_its_source(client, mirrored) -> None:
    twin = mirrored(to_come())
    entry = only(client, f"/en/flux/agenda/{twin.pk}.ics")
    assert "Organisateur : Cerema" in entry["DESCRIPTION"].replace("\xa0", " ")


def test_an_agenda_without_events_is_a_calendar(client) -> None:
    home()
    assert calendar(client, "/flux/agenda.ics").events == []
    assert client.get("/en/flux/agenda.ics").status_code == 404


def test_what_is_not_public_has_no_calendar(client) -> None:
    private = to_come(title="Atelier secret")
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
    hidden = [
        to_come(title="Atelier secret", draft=True),
        to_come(title="Atelier secret", expire_at=datetime(2027, 2, 28, tzinfo=UTC)),
        private,
        to_come(starts_on=None, date_note="mai", title="Atelier secret"),
    ]
    for event in hidden:
        assert client.get(address(event)).status_code == 404
    for path in ("/flux/agenda/99999999999999999999.ics", "/flux/agenda/0.ics"):
        assert client.get(path).status_code == 404
    assert calendar(client, "/flux/agenda.ics").events == []
    assert client.post(address(to_come())).status_code == 405


def test_no_text_can_begin_a_line_of_its_own(client) -> None:
    hostile = "Salle; A, B\\C\r\nATTENDEE:mailto:x@y.example\nEND:VEVENT\rX:1\x0b"
    event = to_come()
    EventPage.objects.filter(pk=event.pk).update(
        venue=hostile,
        organiser=hostile,
        title=hostile,
        summary=hostile,
        link="javascript:alert(1)\r\nATTACH:http://x.example/",
    )
    entry = only(client, address(event))
    assert entry["LOCATION"] == "Salle; A, B\\C ATTENDEE:mailto:x@y.example END:VEVENT X:1"
    assert "ATTENDEE" not in entry
    assert "ATTACH" not in entry
    assert "javascript:" not in entry["DESCRIPTION"]


def test_queries_do_not_grow_with_the_events(client, django_assert_num_queries) -> None:
    to_come(territory=CommuneFactory())
    client.get("/flux/agenda.ics")
    for count in (1, 4):
        for _ in range(count):
            to_come(territory=CommuneFactory(town=True))
        with django_assert_num_queries(3):
            client.get("/flux/agenda.ics")

"""The page of an event: when by whose clock, where, for whom; then what came of it."""

import json
from datetime import date, time

import pytest

from experiences.models import EventPage
from tests.factories.experiences import DossierFactory, EventFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db
Mode = EventPage.Mode


@pytest.fixture(autouse=True)
def march(time_machine):
    time_machine.move_to("2027-03-01 10:00:00+01:00")


def words(page) -> str:
    return page.get_text(" ", strip=True).replace("\xa0", " ")


def fact(page, position: int) -> str:
    return words(page.select(".facts > div")[position])


def to_come(**fields) -> EventPage:
    return EventFactory(**{"starts_on": date(2027, 3, 16), "starts_at": time(9), **fields})


def event_node(page) -> dict:
    graph = json.loads(page.select_one('script[type="application/ld+json"]').string)["@graph"]
    [found] = [node for node in graph if node["@type"] == "Event"]
    return found


def test_the_first_screen_says_when_where_by_whom_for_whom_and_until_when(read) -> None:
    seyssins = CommuneFactory()
    page = read(
        to_come(
            ends_at=time(12, 30),
            territory=seyssins,
            venue="Salle des fêtes, 3 rue de l’Église",
            audience="Élus et agents de communes rurales",
            register_by=date(2027, 3, 10),
            link="https://www.cerema.fr/inscription",
        )
    )
    assert fact(page, 0) == "Quand Mardi 16 mars 2027 Dans 15 jours, de 9 h à 12 h 30"
    assert "Seyssins, Isère Salle des fêtes, 3 rue de l’Église" in fact(page, 1)
    assert page.select(".facts a")[0]["href"] == seyssins.get_absolute_url()
    assert fact(page, 2) == "Organisateur Cerema"
    assert "Élus et agents" in fact(page, 3)
    assert fact(page, 4) == "Inscription jusqu’au 10 mars 2027"
    assert "cerema.fr" in page.select_one("a.btn[rel=external]").text
    assert page.select_one("svg.map")


def test_hours_overseas_are_those_of_the_place_and_named(read) -> None:
    page = read(to_come(territory=CommuneFactory(overseas=True)))
    assert "heure locale (La Réunion)" in fact(page, 0)
    assert "6 h, heure de Paris" in fact(page, 0)
    early = read(to_come(territory=CommuneFactory(overseas=True), starts_at=time(1)))
    assert "22 h le 15 mars 2027, heure de Paris" in fact(early, 0)


def test_hours_on_line_are_those_of_paris_and_named(read) -> None:
    page = read(to_come(mode=Mode.ONLINE, territory=CommuneFactory(overseas=True)))
    assert "à partir de 9 h, heure de Paris" in fact(page, 0)
    assert "heure de Paris" not in fact(read(to_come(territory=CommuneFactory())), 0)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts_at": None}, "Mardi 16 mars 2027"),
        ({"starts_at": None, "ends_on": date(2027, 3, 18)}, "16 au 18 mars 2027"),
        (
            {"ends_on": date(2027, 3, 18), "ends_at": time(17)},
            "de 9 h le premier jour à 17 h le dernier",
        ),
        ({"starts_on": None, "starts_at": None, "date_note": "automne 2027"}, "Automne 2027"),
        ({"starts_on": date(2027, 3, 1)}, "Aujourd’hui"),
    ],
)
def test_days_are_told_in_words(read, fields, said) -> None:
    assert said in fact(read(to_come(**fields)), 0)


def test_closed_registration_says_so(read) -> None:
    assert "sont closes" in fact(read(to_come(register_by=date(2027, 2, 28))), 4)


def test_what_is_to_come_goes_into_ones_calendar(read) -> None:
    event = to_come()
    page = read(event)
    assert page.select_one(f'a[href="/flux/agenda/{event.pk}.ics"]')
    assert page.select_one('a[href="/flux/agenda.ics"]')
    for other in (EventFactory(), to_come(starts_on=None, starts_at=None, date_note="En mai")):
        assert not read(other).select('a[href^="/flux/agenda/"]')


def test_once_over_what_came_of_it_stands_first(read) -> None:
    page = read(EventFactory(report=[("text", "<p>Le besoin d’un forum.</p>")]))
    notice = page.select_one("header .alert")
    assert notice.a["href"] == "/recherche/?type=evenement&dates=a-venir"
    text = words(page.article)
    assert text.index("Ce qui en est sorti") < text.index("Le besoin d’un forum.")
    assert text.index("Le besoin d’un forum.") < text.index("Présentation de la démarche")
    assert page.find(id="suites").name == page.find(id="programme").name == "h2"


def test_a_place_that_has_merged_leads_to_what_it_has_become(read) -> None:
    page = read(EventFactory(territory=CommuneFactory(merged=True)))
    assert page.select(".facts a")[0]["href"] == CommuneFactory(homonym=True).get_absolute_url()


def test_a_dossier_lists_its_events_apart(read) -> None:
    event = EventFactory()
    dossier = DossierFactory(pages=[event], chapters=[])
    page = read(dossier)
    assert page.find(id="agenda").find_parent("section").li.a["href"] == event.get_url()
    assert "29 août 2018" in words(page.find(id="agenda").find_parent("section"))
    assert [dd.text for dd in page.select(".figures--ruled dd")] == ["1"]
    assert page.select_one('.toc a[href="#agenda"]')
    assert read(event).select_one("#a-dos")


def test_machines_are_told_when_with_the_offset_where_and_how(read) -> None:
    node = event_node(
        read(to_come(territory=CommuneFactory(overseas=True), ends_at=time(12), mode=Mode.BOTH))
    )
    assert node["startDate"] == "2027-03-16T09:00:00+04:00"
    assert node["endDate"] == "2027-03-16T12:00:00+04:00"
    assert node["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")
    assert node["eventStatus"].endswith("/EventScheduled")
    assert [place["@type"] for place in node["location"]] == ["Place", "VirtualLocation"]
    assert node["location"][0]["address"]["addressLocality"] == "Saint-Denis"
    assert node["organizer"]["name"] == "Cerema"
    paris = event_node(read(to_come(starts_on=date(2027, 7, 1), mode=Mode.ONLINE)))
    assert paris["startDate"] == "2027-07-01T09:00:00+02:00"
    assert paris["endDate"] == "2027-07-01"
    assert "location" not in event_node(read(EventFactory()))


def test_without_a_day_machines_are_told_of_a_page_alone(read) -> None:
    page = read(EventFactory(starts_on=None, date_note="automne 2018"))
    graph = json.loads(page.select_one('script[type="application/ld+json"]').string)["@graph"]
    assert "Event" not in [node["@type"] for node in graph]


def test_hostile_words_stay_words_and_a_script_is_no_address(client) -> None:
    hostile = '"><script>alert(1)</script>'
    event = to_come(venue=hostile, organiser=hostile, audience=hostile)
    EventPage.objects.filter(pk=event.pk).update(link="javascript:alert(1)", mode=Mode.BOTH)
    page = client.get(event.get_url()).content.decode()
    assert "<script>alert" not in page
    assert "javascript:" not in page

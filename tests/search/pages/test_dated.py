"""What is shown of aids and events, as of today, and the order in which they are offered."""

import csv
import io
from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client

from experiences.models import AidPage
from search.addresses import Address, cleared, sorted_by, toggled, usual_sort, without_facet
from search.alerts.models import WatchedSearch
from search.alerts.questions import parameters, query_of, watched
from search.models import CataloguePage
from search.parsing import parse
from search.presentation.hits import HitView, Names, hit_views
from search.query import SearchQuery, Sort
from taxonomy.labels import labels
from taxonomy.models import Theme
from tests.factories.experiences import AidFactory, EventFactory, SheetFactory, catalogue
from tests.factories.territories import CommuneFactory, DepartementFactory
from tests.search import corpus
from tests.search.asking import search

pytestmark = pytest.mark.django_db

SEARCH = Address("/recherche/")
AIDS = Address("/aides/", fixed=("type",), paths=("theme", "pilier"))
AID, EVENT = {"type": ("aide",)}, {"type": ("evenement",)}
BOTH = {"type": ("aide", "evenement")}
# Elements of a page outside <main>, with the menus of the demonstration.
AROUND_MAIN = 115


@pytest.fixture(autouse=True)
def autumn(time_machine) -> None:
    time_machine.move_to("2026-11-25 10:00+01:00")


def shown(page, **question) -> HitView:
    """How the result of `page` is drawn."""
    names = Names(labels(Theme), {"38": "Isère"})
    [view] = [view for view in hit_views(search(**question).hits, names) if view.hit.id == page.pk]
    return view


def told(page) -> list[str]:
    return [fact.replace("\xa0", " ") for fact in shown(page).meta]


def test_of_an_aid_who_until_when_and_where() -> None:
    aid = AidFactory(
        kind=AidPage.Kind.CALL,
        issuer="Ademe",
        recurrence=AidPage.Recurrence.ONCE,
        opens_on=date(2026, 9, 1),
        closes_on=date(2027, 1, 12),
        places=[CommuneFactory(departement=DepartementFactory())],
    )
    assert told(aid)[:2] == ["Ademe", "jusqu’au 12 janvier 2027"]
    assert told(aid)[2].endswith(", Isère")
    assert shown(aid).kind_label == "Appel à projets"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"recurrence": "permanent"}, "toute l’année"),
        ({"recurrence": "once"}, "dates à vérifier"),
        ({"recurrence": "yearly"}, "chaque année, dates à vérifier"),
        ({"recurrence": "once", "opens_on": date(2027, 3, 1)}, "à partir du 1er mars 2027"),
        (
            {"recurrence": "once", "closes_on": date(2026, 11, 24)},
            "terminé depuis le 24 novembre 2026",
        ),
        ({"recurrence": "once", "closes_on": date(2026, 11, 25)}, "jusqu’au 25 novembre 2026"),
    ],
)
def test_every_moment_of_an_aid_has_its_words(facts, words) -> None:
    assert told(AidFactory(issuer="", **facts))[:2] == [words, "Toute la France"]


def test_the_words_are_of_today_whatever_the_index_says(time_machine) -> None:
    aid = AidFactory(recurrence="once", closes_on=date(2026, 11, 25), population_max=3_499)
    time_machine.move_to("2026-11-26 00:01+01:00")
    assert "terminé depuis le 25 novembre 2026" in told(aid)
    # The size that may ask for it is not that of a place.
    assert shown(aid).size == ""


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"starts_on": date(2026, 12, 1)}, ["1er décembre 2026", "Cerema"]),
        (
            {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 3), "mode": "online"},
            ["1er au 3 décembre 2026", "En ligne"],
        ),
        ({"starts_on": date(2018, 8, 29)}, ["29 août 2018 (terminé)"]),
        ({"starts_on": None, "date_note": "Automne 2026"}, ["Automne 2026"]),
        (
            {"starts_on": date(2026, 12, 1), "venue": "Halle aux grains"},
            ["1er décembre 2026", "Halle aux grains"],
        ),
    ],
)
def test_of_an_event_who_when_and_where(facts, words) -> None:
    event = EventFactory(**facts)
    assert {*words} <= {*told(event)}


def test_an_hour_overseas_is_on_the_day_of_its_place() -> None:
    place = CommuneFactory(departement=DepartementFactory(overseas=True), code="97411")
    event = EventFactory(starts_on=date(2026, 12, 2), starts_at=time(1, 30), territory=place)
    assert "2 décembre 2026" in told(event)


def test_data_says_the_days_and_the_moment(client: Client) -> None:
    AidFactory(recurrence="once", closes_on=date(2026, 11, 24), issuer="Ademe")
    EventFactory(starts_on=date(2026, 12, 1), starts_at=time(9, 30))
    SheetFactory()
    answer = client.get("/recherche.json?tri=date").json()
    hits = {hit["kind"]: hit for hit in answer["hits"]}
    aid, event, sheet = hits["aide"], hits["evenement"], hits["experience"]
    assert (aid["moment"], aid["closes_on"], aid["issuer"]) == ("termine", "2026-11-24", "Ademe")
    assert (event["moment"], event["starts"]) == ("a-venir", "2026-12-01T09:30:00+01:00")
    assert (sheet["moment"], sheet["closes_on"], sheet["starts"]) == (None, None, None)
    table = client.get("/recherche.csv?type=aide").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(table), delimiter=";")
    assert row["dates"].replace("\xa0", " ") == "terminé depuis le 24 novembre 2026"
    assert row["financeur ou organisateur"] == "Ademe"


def test_a_suggestion_says_until_when(client: Client) -> None:
    AidFactory(title="Capteurs pour tous", recurrence="once", closes_on=date(2027, 1, 12))
    SheetFactory(title="Capteurs d’eau")
    found = client.get("/recherche/suggestions.json?q=capteurs").json()["suggestions"]
    details = {one["label"]: one["detail"].replace("\xa0", " ") for one in found}
    assert details["Capteurs pour tous"].endswith(", jusqu’au 12 janvier 2027")
    assert "," not in details["Capteurs d’eau"]


def test_what_has_days_comes_by_its_next_day_unless_words_are_sought() -> None:
    assert usual_sort(SearchQuery(selected=AID)) == Sort.SOON
    assert usual_sort(SearchQuery(selected=BOTH)) == Sort.SOON
    assert usual_sort(SearchQuery(selected=AID, text="eau")) == Sort.RELEVANCE
    assert usual_sort(SearchQuery(selected={"type": ("aide", "dossier")})) == Sort.RELEVANCE
    assert usual_sort(SearchQuery(selected={"dates": ("ouvert",)})) == Sort.RELEVANCE


def test_the_usual_order_is_in_no_address() -> None:
    usual = SearchQuery(selected=AID, sort=Sort.SOON)
    assert SEARCH.url(usual) == "/recherche/?type=aide"
    assert AIDS.url(usual) == "/aides/"
    assert AIDS.url(sorted_by(usual, Sort.RELEVANCE)) == "/aides/?tri=pertinence"
    assert SEARCH.url(SearchQuery(selected=AID, text="eau", sort=Sort.SOON)) == (
        "/recherche/?q=eau&type=aide&tri=echeance"
    )
    ticked = toggled(usual, "theme", "eau")
    assert AIDS.url(ticked) == "/aides/theme/eau/"


def test_another_selection_has_its_own_usual_order() -> None:
    usual = SearchQuery(selected=AID, sort=Sort.SOON)
    assert toggled(usual, "type", "evenement").sort == Sort.SOON
    assert toggled(usual, "type", "dossier").sort == Sort.RELEVANCE
    assert without_facet(usual, "type").sort == cleared(usual).sort == Sort.RELEVANCE
    assert cleared(usual, fixed=("type",)).sort == Sort.SOON
    assert toggled(SearchQuery(), "type", "aide").sort == Sort.SOON
    # An order that was chosen stays.
    assert toggled(SearchQuery(selected=AID), "type", "evenement").sort == Sort.RELEVANCE
    assert toggled(SearchQuery(selected=AID, sort=Sort.DATE), "type", "dossier").sort == Sort.DATE


@pytest.fixture
def calls() -> CataloguePage:
    for number in range(12):
        AidFactory(
            title=f"Appel {number:02}",
            recurrence="once",
            opens_on=date(2026, 1, 1 + number),
            closes_on=date(2027, 1, 28 - number),
        )
    return catalogue("aide")


def read(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_a_catalogue_of_aids_begins_with_the_next_deadline(client: Client, calls) -> None:
    page = read(client, calls.url)
    assert page.index("Appel 11") < page.index("Appel 10") < page.index("Appel 02")
    assert f'<link rel="canonical" href="http://testserver{calls.url}">' in page
    assert f'<link rel="next" href="{calls.url}?page=2">' in page
    assert "noindex" not in page
    assert '<a href="/aides/" aria-current="true">Prochaines dates</a>' in page
    assert '<a href="/aides/?tri=pertinence">' in page
    other = read(client, f"{calls.url}?tri=pertinence")
    assert "noindex" in other and ">Pertinence</a>" in other
    assert read(client, f"{calls.url}?tri=echeance").count('href="/aides/?page=2"')


def test_the_search_offers_the_order_where_only_days_are_asked_for(client: Client, calls) -> None:
    words = "Prochaines dates"
    assert words not in read(client, "/recherche/")
    assert words not in read(client, "/recherche/?type=aide&type=dossier")
    assert words in read(client, "/recherche/?q=appel&type=aide")
    assert words in read(client, "/recherche/?tri=echeance")
    page = read(client, "/recherche/?type=aide")
    assert page.index("Appel 11") < page.index("Appel 10")
    hits = client.get("/recherche.json?type=aide").json()["hits"]
    assert [hit["title"] for hit in hits][:2] == ["Appel 11", "Appel 10"]


def test_an_order_that_waits_for_a_commune_keeps_the_usual_one(client: Client, calls) -> None:
    page = read(client, f"{calls.url}?tri=proximite")
    assert page.index("Appel 11") < page.index("Appel 10")
    assert f'href="http://testserver{calls.url}"' in page


def test_an_alert_on_aids_is_kept_without_an_order(client: Client, calls) -> None:
    for asked in ("type=aide", "type=aide&tri=pertinence", "type=aide&tri=echeance&page=2"):
        kept = parameters(watched(parse(QueryDict(asked), locale="fr")).query)
        assert kept == "type=aide"
    again = query_of(WatchedSearch(parameters="type=aide", locale="fr"))
    assert parameters(again) == "type=aide"


@pytest.mark.parametrize(
    "address",
    [
        "/recherche/",
        "/recherche/?type=aide&type=evenement",
        "/recherche/?type=aide&dates=ouvert&theme=theme-0&tri=echeance",
        "/recherche/?type=aide&type=discussion&voir=type",
    ],
)
def test_a_page_of_everything_has_at_most_600_elements(client: Client, address: str) -> None:
    corpus.make(400)
    main = BeautifulSoup(client.get(address).content, "html.parser").main
    assert main is not None
    assert len(main.find_all()) <= 600 - AROUND_MAIN


def test_a_list_of_one_kind_offers_its_feed_or_calendar(client: Client) -> None:
    AidFactory()
    EventFactory()

    def offered(address: str) -> list[str]:
        page = BeautifulSoup(client.get(address).content, "html.parser")
        return [a["href"] for a in page.select(".after a") if "/flux/" in a["href"]]

    assert offered(catalogue("aide").get_url()) == ["/flux/aides/"]
    assert offered(catalogue("evenement").get_url()) == ["/flux/agenda.ics"]
    assert offered("/recherche/?type=evenement") == ["/flux/agenda.ics"]
    assert offered("/recherche/") == offered("/recherche/?type=aide&type=evenement") == []

"""Whatever happens to the search server, the search page answers, and says what it lost."""

import threading
from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from django.core.cache import cache
from django.test import Client

from search.engines import get_engine
from search.engines.elasticsearch import asking, indices
from search.engines.elasticsearch.client import client as server_client
from search.engines.falling_back import ASKED, OPEN, FallingBackEngine
from tests.elasticsearch.fault_proxy import Proxy, proxy
from tests.elasticsearch.filling import fill
from tests.factories.experiences import SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

BANNER = "La recherche répond en mode simple"
FAULTS = ["slow", "dripping", "cut", "busy", "unavailable", "page", "other_json"]


@pytest.fixture
def away(server: str, settings) -> Iterator[Proxy]:
    """The real server with a sheet in its index, behind a proxy that can be told to fail."""
    SheetFactory(title="Éclairage à la demande")
    fill()
    with proxy(server) as between:
        settings.ELASTICSEARCH_URL = between.url
        yield between


def page(client: Client, string: str = "q=eclairage") -> str:
    response = client.get(f"/recherche/?{string}")
    assert response.status_code == 200
    return response.content.decode()


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as a visitor waits, less on a machine that tests share."""
    monkeypatch.setattr(asking, "PATIENCE", 0.5)


def test_the_server_answers_with_one_request_for_a_page(client: Client, away: Proxy) -> None:
    html = page(client, "q=eclairage&theme=eclairage-public&taille=moins-de-3500&pilier=x&tri=date")
    assert "data-part" in html
    assert BANNER not in html
    assert away.searches() == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_the_database_answers_with_a_banner(
    client: Client, away: Proxy, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    assert BANNER not in page(client)
    hurry(monkeypatch)
    away.fault = fault
    before = away.searches()
    for _ in range(3):
        html = page(client)
        assert BANNER in html
        assert "à la demande" in html
    # One question was lost; then the breaker held, whatever the visitors asked.
    assert 1 <= away.searches() - before <= 2
    assert cache.get(OPEN) == "fr"


@pytest.mark.parametrize("fault", ["slow", "dripping"])
def test_nobody_waits_longer_than_the_patience(
    away: Proxy, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    hurry(monkeypatch)
    away.fault = fault
    waited = []
    within = asking.within

    def timed(seconds: float, send: Callable[[], asking.Answer]) -> asking.Answer:
        started = monotonic()
        try:
            return within(seconds, send)
        finally:
            waited.append((seconds, monotonic() - started))

    monkeypatch.setattr(asking, "within", timed)
    FallingBackEngine().suggest("ecl", "fr")
    [(allowed, took)] = waited
    # The proxy would take five seconds, or minutes.
    assert allowed == 0.5
    assert took < 4


def test_a_server_that_refuses_connections_is_away(client: Client, away: Proxy) -> None:
    away.shutdown()
    away.server_close()
    assert BANNER in page(client)


def test_an_index_that_was_deleted_is_no_answer(client: Client, away: Proxy) -> None:
    for name in indices.behind(server_client(), indices.alias("fr")):
        server_client().indices.delete(index=name)
    assert BANNER in page(client)


def test_an_index_of_another_shape_is_no_answer(client: Client, away: Proxy) -> None:
    """Somebody wrote to the name of the alias, and the server guessed the fields."""
    for name in indices.behind(server_client(), indices.alias("fr")):
        server_client().indices.delete(index=name)
    server_client().index(index=indices.alias("fr"), document={"theme": {"a": 1}}, refresh=True)
    server_client().index(
        index=indices.alias("fr"), document={"taille": "x", "title": "a"}, refresh=True
    )
    assert BANNER in page(client)


def test_pages_that_search_nothing_are_not_touched(client: Client, away: Proxy) -> None:
    sheet = SheetFactory()
    away.fault = "busy"
    assert client.get(sheet.url).status_code == 200
    assert cache.get(OPEN) is None


def test_the_breaker_closes_when_the_server_is_back(client: Client, away: Proxy) -> None:
    away.fault = "busy"
    assert BANNER in page(client)
    engine = get_engine()
    engine.ask_whether_back("fr")
    assert BANNER in page(client)
    away.fault = ""
    engine.ask_whether_back("fr")
    assert BANNER not in page(client)


def test_a_visitor_starts_the_question_whether_the_server_is_back(
    client: Client, away: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    away.fault = "busy"
    page(client)
    cache.delete(ASKED)  # as it goes by itself after a moment
    away.fault = ""
    asked = threading.Event()
    original = FallingBackEngine.ask_whether_back

    def told(self: FallingBackEngine, locale: str) -> None:
        original(self, locale)
        asked.set()

    monkeypatch.setattr(FallingBackEngine, "ask_whether_back", told)
    assert BANNER in page(client)
    assert asked.wait(60)
    assert BANNER not in page(client)


def test_suggestions_come_from_the_database_meanwhile(client: Client, away: Proxy) -> None:
    away.fault = "unavailable"
    answer = client.get("/recherche/suggestions.json?q=ecl").json()
    assert "Éclairage à la demande" in [each["label"] for each in answer["suggestions"]]


def test_the_json_answer_says_who_answers(client: Client, away: Proxy) -> None:
    assert client.get("/recherche.json").json()["engine"] == "elasticsearch"
    away.fault = "cut"
    assert client.get("/recherche.json").json()["engine"] == "database"

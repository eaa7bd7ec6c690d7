"""The same answers as JSON, CSV and suggestions."""

import csv
import io

import pytest
from django.test import Client

from tests.search.pages.fake import FakeDocument, FakeEngine
from ui.spreadsheets import harmless

pytestmark = pytest.mark.django_db

KEYS = ["total", "page", "pages", "engine", "corrected", "hits", "facets"]
HIT_KEYS = [
    "id",
    "url",
    "kind",
    "title",
    "summary",
    "highlight",
    "attached",
    "date",
    "themes",
    "pillars",
    "audiences",
    "sizes",
    "regions",
    "departements",
    "communes",
    "stage",
    "cost_band",
    "year",
    "answers",
    "solved",
    "moment",
    "document_kind",
    "opens_on",
    "closes_on",
    "recurrence",
    "issuer",
    "starts",
    "ends",
    "mode",
    "organiser",
]


def test_the_json_has_the_documented_keys_in_order(client: Client, lit: FakeEngine) -> None:
    answer = client.get("/recherche.json?q=public&theme=eclairage-public&par_page=3").json()
    assert list(answer) == KEYS
    assert (answer["total"], answer["page"], answer["pages"]) == (25, 1, 9)
    assert len(answer["hits"]) == 3
    hit = answer["hits"][0]
    assert list(hit) == HIT_KEYS
    assert hit["date"] == "2026-03-01"
    assert hit["themes"] == ["eclairage-public", "energie-et-environnement"]
    assert (hit["pillars"], hit["stage"], hit["year"]) == ([], None, None)
    facet = answer["facets"][0]
    assert list(facet) == ["name", "label", "values"]
    assert facet["name"] == "theme"
    assert facet["values"][0] == {
        "value": "eclairage-public",
        "label": "Éclairage public",
        "count": 25,
        "selected": True,
    }


def test_json_sizes_are_bounded(client: Client, lit: FakeEngine) -> None:
    for asked, given in {"100": 100, "5000": 100, "0": 10, "x": 10, "": 10}.items():
        client.get(f"/recherche.json?par_page={asked}")
        assert lit.asked[-1].page_size == given


def test_a_json_page_beyond_the_end_is_empty_so_that_a_reader_stops(
    client: Client, lit: FakeEngine
) -> None:
    answer = client.get("/recherche.json?page=1000").json()
    assert (answer["hits"], answer["total"], answer["pages"]) == ([], 27, 3)


def test_json_is_public_for_a_minute_without_cookies(client: Client, lit: FakeEngine) -> None:
    response = client.get("/recherche.json?q=public")
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    again = client.get("/recherche.json?q=public", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_the_table_has_every_result(client: Client, lit: FakeEngine) -> None:
    response = client.get("/recherche.csv?theme=eclairage-public")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 26
    assert rows[1][0] == "Éclairage public 1"
    assert rows[1][2] == "http://testserver/experiences/1/"


def test_the_table_is_bounded(client: Client, lit: FakeEngine) -> None:
    lit.documents = [FakeDocument(f"Fiche {number}") for number in range(1_300)]
    rows = client.get("/recherche.csv").content.decode().splitlines()
    assert len(rows) == 1_001
    assert len(lit.asked) == 10


@pytest.mark.parametrize(
    "cell", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "＝1"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_ordinary_cells_stay_as_they_are() -> None:
    assert harmless("L’éclairage : 50 % de moins") == "L’éclairage : 50 % de moins"


def test_suggestions_say_where_they_lead(client: Client, lit: FakeEngine) -> None:
    response = client.get("/recherche/suggestions.json?q=dossier")
    assert response.json()["suggestions"][0] == {
        "group": "page",
        "kind": "experience",
        "label": "Dossier vélo",
        "detail": response.json()["suggestions"][0]["detail"],
        "url": "/experiences/26/",
    }
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


def test_no_text_no_suggestion(client: Client, lit: FakeEngine) -> None:
    assert client.get("/recherche/suggestions.json").json() == {"suggestions": []}
    assert client.get("/recherche/suggestions.json?q=%00%20").json() == {"suggestions": []}
    assert lit.suggested == []

"""From publishing to the page: the real engine behind the real views."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from experiences.models import ExperiencePage
from tests.factories.experiences import SheetFactory, catalogue

pytestmark = pytest.mark.django_db


def sheets(count: int, *, start: int = 0, **fields: object) -> None:
    for number in range(start, count):
        SheetFactory(
            title=f"Éclairage public, essai {number}",
            slug=f"essai-{number}",
            parent=catalogue("experience"),
            **fields,
        )


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_published_sheet_is_found_by_the_three_facets(client: Client) -> None:
    sheets(1)
    answer = client.get(
        "/recherche.json?q=eclairages&theme=eclairage-public&taille=moins-de-3500"
        "&pilier=optimiser-reseaux"
    ).json()
    assert answer["total"] == 1
    hit = answer["hits"][0]
    assert hit["url"] == ExperiencePage.objects.get().url
    assert hit["communes"] == ["44136"]
    html = client.get("/recherche/?q=eclairages").content.decode()
    assert "<mark>Éclairage</mark>" in html
    assert "Préfailles" in html


def test_a_draft_is_in_no_form_of_the_answer(client: Client) -> None:
    sheets(3, live=False)
    catalogue("experience")
    for path in ("/recherche/", "/recherche.csv", "/recherche/suggestions.json", "/experiences/"):
        assert "essai" not in client.get(path, {"q": "éclairage"}).content.decode()
    answer = client.get("/recherche.json").json()
    assert answer["total"] == 0
    assert [facet["values"] for facet in answer["facets"]] == [[]] * len(answer["facets"])


@pytest.mark.parametrize(
    ("address", "pinned"),
    [
        ("/recherche/?q=eclairage&theme=eclairage-public", 4),
        ("/recherche.json?q=eclairage&par_page=100", 2),
        ("/recherche.csv", 2),
        ("/recherche/suggestions.json?q=eclair", 5),
        ("/experiences/", 16),
        ("/experiences/theme/eclairage-public/", 16),
        ("/recherche/?q=xyzzy&etape=arrete", 13),
    ],
)
def test_queries_do_not_depend_on_how_much_there_is(
    client: Client, address: str, pinned: int
) -> None:
    sheets(5)
    few = queries(client, address)
    assert few == pinned
    sheets(50, start=5)
    assert queries(client, address) == pinned

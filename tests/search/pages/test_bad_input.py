"""Whatever the address holds, every form of the search gives a useful answer."""

import pytest
from django.test import Client

from tests.search.pages.fake import FakeEngine

pytestmark = pytest.mark.django_db

PATHS = ("/recherche/", "/recherche.json", "/recherche.csv", "/recherche/suggestions.json")
NASTY = (
    "\0",
    "a\0b",
    "💡🏘️👩\u200d🌾",
    "é" * 10_000,
    "NEAR(a b, 5) OR NOT * ^ \" ' : -- ;",
    "\u202e\u2066abc",
    "%s%d{0}{{ x }}",
    "’" * 300,
    "-1",
    "99999999999999999999999",
    "0",
)
PARAMETERS = (
    "q",
    "theme",
    "taille",
    "pilier",
    "type",
    "region",
    "departement",
    "commune",
    "perimetre",
    "etape",
    "cout",
    "public",
    "annee",
    "tri",
    "page",
    "par_page",
    "voir",
    "lieu",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_nasty_values_everywhere(client: Client, lit: FakeEngine, path: str, nasty: str) -> None:
    assert client.get(path, dict.fromkeys(PARAMETERS, nasty)).status_code == 200


@pytest.mark.parametrize("name", PARAMETERS)
def test_each_parameter_alone(client: Client, lit: FakeEngine, name: str) -> None:
    for nasty in ("\0", "💡", "é" * 10_000, "-1"):
        assert client.get("/recherche/", {name: nasty}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("string", ["q=%ff%fe", "q=%", "&&&", "=", "q", "theme=%C3%28", "q=a&q=b"])
def test_broken_query_strings(client: Client, lit: FakeEngine, path: str, string: str) -> None:
    assert client.get(f"{path}?{string}").status_code == 200


def test_a_thousand_values_are_one_question(client: Client, lit: FakeEngine) -> None:
    values = ",".join(f"valeur-{number}" for number in range(5_000))
    response = client.get(f"/recherche/?theme={values}&departement={values}&annee={values}")
    assert response.status_code == 200
    assert response.content.decode().count("valeur-") <= 10

"""The commune typed in the picker is resolved on the server: no script is needed."""

import pytest
from django.test import Client

from territories.models import Territory
from tests.factories.territories import CommuneFactory, DepartementFactory
from tests.search.pages.fake import FakeEngine

pytestmark = pytest.mark.django_db


@pytest.fixture
def reunion(db: None) -> Territory:
    departement = DepartementFactory(code="974", name="La Réunion")
    return CommuneFactory(
        code="97411", name="Saint-Denis", departement=departement, postal_codes=["97400"]
    )


@pytest.fixture
def aude(db: None) -> Territory:
    departement = DepartementFactory(code="11", name="Aude")
    return CommuneFactory(
        code="11339", name="Saint-Denis", departement=departement, postal_codes=["11310"]
    )


@pytest.mark.parametrize(
    "typed", ["Saint-Denis", "st denis", "SAINT DENIS", "97400", "97411", "Saint-Denis, La Réunion"]
)
def test_one_commune_leads_to_the_address_that_names_it(
    client: Client, lit: FakeEngine, reunion: Territory, typed: str
) -> None:
    response = client.get("/recherche/", {"q": "public", "lieu": typed, "perimetre": "autour"})
    assert response.status_code == 302
    assert response["Location"] == "/recherche/?q=public&commune=97411&perimetre=autour"


def test_homonyms_are_a_choice(
    client: Client, lit: FakeEngine, reunion: Territory, aude: Territory
) -> None:
    response = client.get("/recherche/", {"lieu": "Saint-Denis", "perimetre": "contient"})
    assert response.status_code == 200
    html = response.content.decode()
    for code, label in (("97411", "Saint-Denis, La Réunion"), ("11339", "Saint-Denis, Aude")):
        address = f"/recherche/?commune={code}&amp;perimetre=contient"
        assert f'<a href="{address}">{label}</a>' in html
    assert client.get("/recherche/", {"lieu": "saint-denis, aude"})["Location"] == (
        "/recherche/?commune=11339"
    )


def test_the_order_that_was_wanted_is_kept(
    client: Client, lit: FakeEngine, reunion: Territory
) -> None:
    response = client.get("/recherche/", {"q": "é", "tri": "proximite", "lieu": "97400"})
    assert response["Location"] == "/recherche/?q=%C3%A9&commune=97411&tri=proximite"


def test_no_such_commune_is_told_at_the_field(client: Client, lit: FakeEngine) -> None:
    html = client.get("/recherche/", {"lieu": "Zzyzx"}).content.decode()
    field = html.split('id="lieu"')[0][-600:] + html.split('id="lieu"')[1][:400]
    assert "field--bad" in field
    assert 'aria-invalid="true"' in field
    assert 'value="Zzyzx"' in field


def test_the_form_sends_what_stands_in_it(
    client: Client, lit: FakeEngine, reunion: Territory
) -> None:
    same = client.get(
        "/recherche/",
        {"commune": "97411", "lieu": "Saint-Denis, La Réunion", "perimetre": "dans"},
    )
    assert same.status_code == 200
    assert 'value="Saint-Denis, La Réunion"' in same.content.decode()
    emptied = client.get("/recherche/", {"commune": "97411", "lieu": "", "q": "public"})
    assert emptied["Location"] == "/recherche/?q=public"
    other = client.get("/recherche/", {"commune": "97411", "lieu": "Zzyzx"})
    assert 'value="Zzyzx"' in other.content.decode()


def test_the_commune_is_a_filter_that_can_be_removed(
    client: Client, lit: FakeEngine, reunion: Territory
) -> None:
    html = client.get("/recherche/?q=public&commune=97411&perimetre=autour").content.decode()
    assert '<a class="chip" href="/recherche/?q=public"' in " ".join(html.split())
    everywhere = client.get("/recherche/?commune=97411&tri=proximite").content.decode()
    assert 'class="chip"' not in everywhere

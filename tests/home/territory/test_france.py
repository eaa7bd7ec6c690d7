"""Every commune and EPCI of France has a page, whatever is odd about it."""

import random
from collections import defaultdict

import pytest
from django.test import Client

from home.territory.urls import urlpatterns
from members.organisations.asking import matches
from territories.models import Territory

Kind = Territory.Kind
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("france")]
SAMPLE = 60
ODD = {
    "75056": "Paris",
    "69123": "Lyon",
    "13055": "Marseille",
    "94038": "L'Haÿ-les-Roses",
    "51410": "Œuilly",
    "98411": "Îles Saint-Paul et Nouvelle-Amsterdam",  # population unknown
    "55039": "Beaumont-en-Verdunois",  # nobody lives there
    "22016": "Île-de-Bréhat",  # without EPCI
    "2A004": "Ajaccio",
    "2B033": "Bastia",
    "97611": "Mamoudzou",
    "97701": "Saint-Barthélemy",
    "97801": "Saint-Martin",
    "97502": "Saint-Pierre",
    "98735": "Papeete",
    "98818": "Nouméa",
    "93066": "Saint-Denis",
    "97411": "Saint-Denis",
    "80829": "Y",
}


def present():
    return Territory.objects.present().filter(kind__in=(Kind.COMMUNE, Kind.EPCI))


def test_every_commune_and_epci_has_an_address_of_its_own() -> None:
    pattern = urlpatterns[-1].pattern
    addresses = set()
    for territory in present().only("kind", "code", "slug"):
        url = territory.get_absolute_url()
        addresses.add(url)
        _, _, values = pattern.match(url.removeprefix("/"))
        assert values == {"slug": territory.slug, "code": territory.code}
    assert len(addresses) == 34_969 + 1_255


@pytest.mark.parametrize(("code", "name"), ODD.items())
def test_what_is_odd_has_a_page(client: Client, code: str, name: str) -> None:
    territory = Territory.objects.get(kind=Kind.COMMUNE, code=code)
    assert territory.name.replace("’", "'") == name
    address = territory.get_absolute_url()
    assert client.get(f"/en{address}").status_code == 200
    response = client.get(address)
    assert response.status_code == 200
    html = response.content.decode()
    assert ("population inconnue" in html) == (territory.population is None)


def test_every_prefix_of_codes_and_any_sample_has_pages(client: Client) -> None:
    """One of each département and overseas collectivity, and as many at random as a run allows."""
    by_place = defaultdict(list)
    for territory in present():
        by_place[territory.kind, territory.code[:3]].append(territory)
    overseas = [
        territories[0]
        for (kind, prefix), territories in by_place.items()
        if kind == Kind.COMMUNE and prefix >= "971"
    ]
    assert len(overseas) >= 11
    seed = random.randrange(10_000)
    sample = random.Random(seed).sample([*present()], SAMPLE)
    for territory in (*overseas, *sample):
        response = client.get(territory.get_absolute_url())
        assert response.status_code == 200, (territory.code, seed)


def test_homonyms_and_merged_communes_lead_to_the_right_pages(client: Client, rf) -> None:
    found = matches(rf.get("/", {"territoire_nom": "Œuilly"}))
    assert {one.code for one in found} == {"02565", "51410"}
    former = Territory.objects.filter(obsolete=True, kind=Kind.COMMUNE).select_related("successor")
    for row in former.order_by("pk")[::200]:
        response = client.get(f"/territoires/{row.slug}-{row.code}/")
        # A commune may bear the code of one that merged into it.
        if response.status_code == 301:
            assert response["Location"] == row.successor.get_absolute_url()
        assert client.get(response.headers.get("Location", "/territoires/")).status_code == 200

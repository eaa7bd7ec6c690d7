"""A commune in the question: in it, around it, what contains it, and likeness with its reason."""

import pytest
from django.utils.translation import override

from experiences.models import SheetTerritory
from search.query import Area, Sort
from territories.models import Territory
from tests.factories.experiences import NewsFactory, SheetFactory, commune
from tests.factories.territories import EpciFactory
from tests.search.asking import found, search

pytestmark = pytest.mark.django_db
Kind = Territory.Kind


def above(kind: str, code: str, name: str, **fields) -> Territory:
    return Territory.objects.create(kind=kind, code=code, name=name, slug=code, **fields)


@pytest.fixture
def country():
    """Préfailles, a neighbour in its EPCI, one 25 km away, one in Moselle, and what contains it."""
    region = above(Kind.REGION, "52", "Pays de la Loire", latitude=47.4, longitude=-0.8)
    departement = above(
        Kind.DEPARTEMENT, "44", "Loire-Atlantique", region=region, latitude=47.3, longitude=-1.7
    )
    epci = above(
        Kind.EPCI,
        "200067346",
        "Pornic Agglo Pays de Retz",
        latitude=47.1,
        longitude=-2.0,
        departement=departement,
        region=region,
        population=65_000,
    )
    here = {"departement": departement, "region": region}
    places = {
        "region": region,
        "departement": departement,
        "epci": epci,
        "prefailles": commune(latitude=47.13, longitude=-2.22, epci=epci, **here),
        "la plaine": commune(
            "44126", "La Plaine-sur-Mer", 4_400, latitude=47.14, longitude=-2.19, epci=epci, **here
        ),
        "saint-nazaire": commune(
            "44184", "Saint-Nazaire", 72_000, latitude=47.27, longitude=-2.21, **here
        ),
        "metz": commune("57463", "Metz", 121_000, latitude=49.12, longitude=6.18),
        "pareille": commune("57001", "Aboncourt", 1_240, latitude=49.26, longitude=6.35),
    }
    return {
        name: SheetFactory(title=name, sheet_territories=[SheetTerritory(territory=place)]).pk
        for name, place in places.items()
    }


def names(country, **fields) -> list[str]:
    by_page = {pk: name for name, pk in country.items()}
    return [by_page[pk] for pk in found(commune="44136", **fields)]


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (Area.INSIDE, {"prefailles"}),
        (Area.CONTAINING, {"epci", "departement", "region"}),
        (
            Area.AROUND,
            {"prefailles", "la plaine", "saint-nazaire", "epci", "departement", "region"},
        ),
    ],
)
def test_an_area_holds_what_it_says(country, area: Area, expected: set[str]) -> None:
    assert {*names(country, area=area)} == expected


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (Area.INSIDE, {"epci", "prefailles", "la plaine"}),
        (Area.CONTAINING, {"departement", "region"}),
        (
            Area.AROUND,
            {"epci", "prefailles", "la plaine", "saint-nazaire", "departement", "region"},
        ),
    ],
)
def test_an_area_of_an_epci_holds_its_communes(country, area: Area, expected: set[str]) -> None:
    by_page = {pk: name for name, pk in country.items()}
    assert {by_page[pk] for pk in found(commune="200067346", area=area)} == expected


def test_most_like_an_epci_are_other_epci(country) -> None:
    other = above(Kind.EPCI, "200000001", "Communauté lointaine", population=64_000)
    SheetFactory(title="lointaine", sheet_territories=[SheetTerritory(territory=other)])
    with override("fr"):
        results = search(commune="200067346", area=Area.ANYWHERE, sort=Sort.LIKENESS)
    assert [hit.title for hit in results.hits][:2] == ["epci", "lointaine"]
    reasons = {hit.title: hit.reason for hit in results.hits}
    assert reasons["epci"] == reasons["prefailles"] == "dans cette intercommunalité"
    assert reasons["region"] == "contient cette intercommunalité"


def test_an_epci_is_typed_like_a_commune(client) -> None:
    EpciFactory()
    answer = client.get("/recherche/", {"lieu": "grenoble alpes metropole"})
    assert answer.url == "/recherche/?commune=200040715"
    page = client.get(answer.url).content.decode().replace("\xa0", " ")
    assert "Grenoble-Alpes-Métropole seulement" in page
    assert 'href="/territoires/grenoble-alpes-metropole-200040715/"' in page


def test_nearest_goes_first_and_the_unlocated_last(country) -> None:
    NewsFactory(title="nulle part")
    order = search(commune="44136", area=Area.ANYWHERE, sort=Sort.DISTANCE)
    titles = [hit.title for hit in order.hits]
    assert titles[:3] == ["prefailles", "la plaine", "saint-nazaire"]
    assert titles[-1] == "nulle part"


def test_most_alike_goes_first_with_its_reason(country) -> None:
    with override("fr"):
        results = search(commune="44136", area=Area.ANYWHERE, sort=Sort.LIKENESS)
    titles = [hit.title for hit in results.hits]
    assert titles[0] == "prefailles"
    assert titles.index("pareille") < titles.index("metz")
    assert titles.index("la plaine") < titles.index("saint-nazaire")
    reasons = {hit.title: hit.reason for hit in results.hits}
    assert reasons["la plaine"].startswith("3\u00a0km, ")
    assert all(reasons.values())


def test_a_merged_commune_is_found_in_what_it_became(country) -> None:
    merged = commune(
        "44999",
        "Ancienne-sur-Mer",
        400,
        obsolete=True,
        successor=Territory.objects.get(code="44136"),
    )
    sheet = SheetFactory(title="B", sheet_territories=[SheetTerritory(territory=merged)])
    assert sheet.pk in found(commune="44136", area=Area.INSIDE)
    assert sheet.pk in found(commune="44999", area=Area.INSIDE)
    assert found("ancienne sur mer") == [sheet.pk]

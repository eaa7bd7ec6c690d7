"""All of France as it is shipped: what it adds up to, and how it is found."""

import pytest
from django.db.models import Sum

from territories.likeness import alike
from territories.lookup import find
from territories.models import Territory
from territories.reference import ReferenceData

Kind = Territory.Kind
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("france")]


def test_everything_is_there() -> None:
    present = Territory.objects.present()
    assert present.filter(kind=Kind.COMMUNE).count() == 34_969
    assert present.filter(kind=Kind.EPCI).count() == 1_255
    assert present.filter(kind=Kind.DEPARTEMENT).count() == 109
    assert present.filter(kind=Kind.REGION).count() == 26
    assert present.filter(kind=Kind.COMMUNE, population=None).count() == 6


def test_every_former_commune_leads_to_a_present_one() -> None:
    former = Territory.objects.filter(obsolete=True)
    assert former.count() == 1_992
    assert not former.filter(successor=None).exists()
    assert not former.filter(successor__obsolete=True).exists()


def test_populations_add_up() -> None:
    def people(kind: Kind) -> int | None:
        return (
            Territory.objects.present()
            .filter(kind=kind)
            .aggregate(Sum("population"))["population__sum"]
        )

    assert people(Kind.DEPARTEMENT) == people(Kind.REGION) == people(Kind.COMMUNE)


def test_an_epci_has_its_published_population(france: ReferenceData) -> None:
    loaded = dict(Territory.objects.filter(kind=Kind.EPCI).values_list("code", "population"))
    assert loaded == {row.code: row.population for row in france.epci}


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (Kind.COMMUNE, "38205"),
        (Kind.COMMUNE, "75056"),
        (Kind.COMMUNE, "97411"),
        (Kind.EPCI, "243801024"),
        (Kind.DEPARTEMENT, "38"),
    ],
)
def test_alike_territories_are_found_in_four_queries(
    kind: Kind, code: str, django_assert_num_queries
) -> None:
    territory = Territory.objects.select_related("epci", "successor").get(kind=kind, code=code)
    with django_assert_num_queries(4):
        found = alike(territory)
    assert len(found) == 5


def test_a_village_is_like_villages_around_it() -> None:
    for found in alike(Territory.objects.get(kind=Kind.COMMUNE, code="51410")):
        assert found.kilometres is not None
        assert found.kilometres < 60
        assert found.territory.population is not None
        assert 180 < found.territory.population < 1_700


def test_every_shipped_name_is_found_by_itself(france: ReferenceData) -> None:
    for row in france.communes[::997]:
        assert row.code in [found.code for found in find(row.name, limit=40)], row.name
    for former in france.former[::97]:
        found = find(former.name, kinds=[Kind.COMMUNE], limit=40)
        assert former.commune in [territory.code for territory in found], former.name

"""Names of régions and départements by their code."""

import pytest

from territories.models import Territory
from territories.names import names
from tests.factories.territories import TerritoryFactory

pytestmark = pytest.mark.django_db
REGION, DEPARTEMENT = Territory.Kind.REGION, Territory.Kind.DEPARTEMENT


def test_names_are_asked_of_the_database_once(django_assert_num_queries) -> None:
    TerritoryFactory(kind=DEPARTEMENT, code="2A", name="Corse-du-Sud")
    TerritoryFactory(kind=REGION, code="94", name="Corse")
    with django_assert_num_queries(1):
        assert names(DEPARTEMENT) == {"2A": "Corse-du-Sud"}
        assert names(REGION) == {"94": "Corse"}


def test_a_territory_that_is_renamed_has_its_new_name_at_once() -> None:
    territory = TerritoryFactory(kind=DEPARTEMENT, code="22", name="Côtes-du-Nord")
    assert names(DEPARTEMENT)["22"] == "Côtes-du-Nord"
    territory.name = "Côtes-d’Armor"
    territory.save()
    assert names(DEPARTEMENT)["22"] == "Côtes-d’Armor"
    territory.delete()
    assert "22" not in names(DEPARTEMENT)


def test_names_of_another_process_follow_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    TerritoryFactory(kind=DEPARTEMENT, code="22", name="Côtes-du-Nord")
    assert names(DEPARTEMENT)["22"] == "Côtes-du-Nord"
    Territory.objects.update(name="Côtes-d’Armor")
    assert names(DEPARTEMENT)["22"] == "Côtes-du-Nord"
    monkeypatch.setattr("territories.names.KEPT_FOR", 0)
    assert names(DEPARTEMENT)["22"] == "Côtes-d’Armor"

import pytest

from territories.lookup import find
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["Œuilly", "oeuilly", "OEUIL", "51410", "51480"])
def test_a_ligature_is_two_letters(typed: str) -> None:
    village = CommuneFactory(village=True)
    assert find(typed) == [village]


def test_a_merged_commune_leads_to_its_successor() -> None:
    merged = CommuneFactory(merged=True)
    (found,) = find("pierrefitte-sur")
    assert found == merged.successor
    assert found.found_as == "Pierrefitte-sur-Seine"

"""Names on the small map of a sheet or a town."""

import pytest

from experiences.public.places import LETTER, sheet_map
from tests.factories.territories import CommuneFactory, DepartementFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meuse():
    """A narrow département."""
    region = RegionFactory(grand_est=True)
    return DepartementFactory(code="55", name="Meuse", region=region)


def spot(meuse, name: str, latitude: float, longitude: float):
    town = CommuneFactory(
        code="55073", name=name, latitude=latitude, longitude=longitude, departement=meuse
    )
    found = sheet_map([town], [])
    return found.spots[0], found.drawn


@pytest.mark.parametrize("longitude", [4.95, 5.2, 5.38, 5.6, 5.8])
@pytest.mark.parametrize("latitude", [48.45, 49.2, 49.6])
@pytest.mark.parametrize("name", ["Érize", "Bras-sur-Meuse", "Beaumont-en-Verdunois"])
def test_a_name_stands_inside_the_map(meuse, name, latitude, longitude) -> None:
    text, drawn = spot(meuse, name, latitude, longitude)
    wide = len(name) * LETTER
    start = {"start": 0, "middle": wide / 2, "end": wide}[text.anchor]
    assert text.text_x - start >= 0
    assert text.text_x - start + wide <= drawn.width
    assert 0 < text.text_y < drawn.height


def test_a_name_that_is_longer_than_the_map_is_wide_is_not_written(meuse) -> None:
    text, _drawn = spot(meuse, "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson", 49.2, 5.4)
    assert text.anchor == ""

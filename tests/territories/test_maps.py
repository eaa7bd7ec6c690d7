"""Maps: light, complete, and with places where they are."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from territories import outlines
from territories.maps import departement_map, france_map, sprite
from territories.models import Territory
from territories.reference import ReferenceData


def numbers(path: str) -> list[int]:
    return [int(number) for number in re.findall(r"-?\d+", path)]


def test_every_departement_with_an_outline_has_a_light_map(shipped: ReferenceData) -> None:
    without = set()
    for row in shipped.departements:
        drawn = departement_map(row.code)
        if drawn is None:
            without.add(row.code)
            continue
        assert len(drawn.path) < 10_000
        assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", drawn.path)
        assert max(drawn.width, drawn.height) == 400
        assert min(drawn.width, drawn.height) > 100
    # The collectivities overseas that are not départements.
    assert without == {"975", "977", "978", "984", "986", "987", "988", "989"}


def test_communes_lie_on_the_map_of_their_departement(shipped: ReferenceData) -> None:
    for row in shipped.communes[::23]:
        drawn = departement_map(row.departement)
        if drawn is not None and row.latitude is not None and row.longitude is not None:
            assert drawn.project(row.latitude, row.longitude) is not None, row.name


def test_north_is_up_and_east_is_right() -> None:
    isere = departement_map("38")
    assert isere is not None
    lans, grenoble = isere.project(45.1209, 5.5907), isere.project(45.1821, 5.7213)
    assert lans is not None
    assert grenoble is not None
    assert grenoble[0] > lans[0]
    assert grenoble[1] < lans[1]
    assert isere.project(48.8603, 2.3405) is None  # Paris is not in Isère
    assert departement_map("nowhere") is None


@pytest.mark.parametrize(
    ("name", "latitude", "longitude", "left", "top"),
    [
        ("Lille", 50.63, 3.06, 520, 50),
        ("Ajaccio", 41.93, 8.73, 930, 870),
        ("Brest", 48.39, -4.49, 40, 240),
        ("Fort-de-France", 14.6, -61.07, 150, 925),
        ("Saint-Denis de La Réunion", -20.933, 55.447, 370, 885),
    ],
)
def test_france_has_its_overseas_departements_too(
    name: str, latitude: float, longitude: float, left: float, top: float
) -> None:
    place = france_map().project(latitude, longitude)
    assert place is not None
    assert place == (pytest.approx(left, abs=15), pytest.approx(top, abs=15))


def test_a_place_that_france_does_not_show_is_nowhere_on_it() -> None:
    assert france_map().project(46.78, -56.18) is None  # Saint-Pierre
    assert france_map().project(0, 0) is None


def test_dots_leave_out_what_has_no_place_or_lies_elsewhere() -> None:
    known = Territory(name="Lans-en-Vercors", latitude=45.1209, longitude=5.5907)
    isere = departement_map("38")
    assert isere is not None
    dots = isere.dots(
        [known, Territory(name="?"), Territory(name="Brest", latitude=48.4, longitude=-4.5)]
    )
    assert [(dot.name, dot.territory) for dot in dots] == [("Lans-en-Vercors", known)]


def test_the_sprite_is_that_of_the_data_and_light() -> None:
    path = Path(settings.SITE_DIR) / "static" / "maps" / "france.svg"
    text = path.read_text(encoding="utf-8")
    assert text == sprite(france_map())
    assert len(text) < 25_000


def test_two_neighbours_keep_one_border() -> None:
    """A wavy border between two squares is simplified to the same points on both sides."""
    wave = [(1.0, 0.0), (0.96, 0.2), (0.9, 0.4), (0.94, 0.6), (1.0, 1.0)]
    left = [(0.0, 0.0), *wave, (0.0, 1.0), (0.0, 0.0)]
    right = [(2.0, 1.0), *wave[::-1], (2.0, 0.0), (2.0, 1.0)]
    found = outlines.outlines(
        {
            "features": [
                {
                    "properties": {"code": code},
                    "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
                }
                for code, ring in (("01", left), ("02", right))
            ]
        },
        lambda code, side: 0.05,
    )
    border = [{point for point in found[code][0] if 0.5 < point[0] < 1.5} for code in ("01", "02")]
    assert border[0] == border[1] == {(1.0, 0.0), (0.9, 0.4), (1.0, 1.0)}

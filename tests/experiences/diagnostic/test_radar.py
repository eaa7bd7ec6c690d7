"""The points of the radar."""

from fractions import Fraction
from math import hypot

import pytest

from experiences.diagnostic.radar import CENTRE, RADIUS, Range, point, radar

HALF, FULL = Fraction(1, 2), Fraction(1)


def from_centre(at) -> float:
    return hypot(at.x - CENTRE[0], at.y - CENTRE[1])


def test_the_first_axis_points_up_and_the_others_follow_the_clock() -> None:
    up, right = point(0, 4, RADIUS), point(1, 4, RADIUS)
    assert (up.x, up.y) == (CENTRE[0], CENTRE[1] - RADIUS)
    assert (right.x, right.y) == (CENTRE[0] + RADIUS, CENTRE[1])


@pytest.mark.parametrize(("share", "distance"), [(Fraction(0), 0), (HALF, 65), (FULL, 130)])
def test_a_share_is_a_distance_from_the_centre(share, distance) -> None:
    for axis in radar([share] * 6).axes:
        assert from_centre(axis.value) == pytest.approx(distance, abs=0.1)


def test_what_is_written_beside_an_axis_leaves_its_point_free() -> None:
    anchors = [axis.anchor for axis in radar([FULL] * 6).axes]
    assert anchors == ["middle", "start", "start", "middle", "end", "end"]


def test_what_is_known_all_around_is_closed() -> None:
    found = radar([HALF] * 6)
    assert found.outline.count("M") == 6
    assert found.surface.count("Z") == 6
    assert len(found.axes) == 6 and len(found.rings) == 4


def test_what_is_not_known_is_open_and_not_nothing() -> None:
    found = radar([HALF, None, HALF, HALF, HALF, HALF])
    assert found.axes[1].value is None and found.axes[1].percent is None
    assert found.outline.count("M") == 4
    # No line goes to the centre, which would be a share of nothing.
    assert "200,180" not in found.outline


def test_an_axis_alone_is_a_point_without_a_surface() -> None:
    found = radar([None, HALF, None, None, None, None])
    assert found.surface == found.outline == ""
    assert found.axes[1].value is not None


def test_a_band_stands_between_its_bounds() -> None:
    found = radar([HALF] * 6, [Range(Fraction(1, 4), Fraction(3, 4))] * 6)
    assert found.band.count("Z") == 6
    assert f"M200,{180 - 32.5:g}L200,{180 - 97.5:g}" in found.band


def test_a_band_that_is_not_known_of_one_axis_stops_beside_it() -> None:
    ranges = [Range(Fraction(1, 4), Fraction(3, 4))] * 5 + [None]
    assert radar([HALF] * 6, ranges).band.count("Z") == 4


@pytest.mark.parametrize("count", [0, 1, 2, 3, 9])
def test_any_number_of_sections_is_drawn(count) -> None:
    found = radar([HALF] * count)
    assert len(found.axes) == count
    assert found.outline.count("M") == {0: 0, 1: 0, 2: 1}.get(count, count)

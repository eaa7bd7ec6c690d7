"""Distances, checked against known ones and against brute force."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territories.distance import box, distance, kilometres, within
from territories.models import Territory
from tests.factories.territories import CommuneFactory

PARIS, MARSEILLE = (48.8566, 2.3522), (43.2965, 5.3698)
latitudes = st.floats(-60, 60)
longitudes = st.floats(-150, 150)


def test_paris_to_marseille() -> None:
    assert kilometres(*PARIS, *MARSEILLE) == pytest.approx(660.5, abs=1)
    assert kilometres(*PARIS, *PARIS) == 0


def test_an_unknown_place_is_at_no_distance() -> None:
    known = Territory(latitude=48.0, longitude=2.0)
    assert distance(known, Territory()) is None
    assert distance(Territory(), known) is None
    assert distance(known, known) == 0


@given(latitudes, longitudes, st.floats(0.1, 200), st.floats(-3, 3), st.floats(-3, 3))
def test_the_box_holds_the_whole_circle(
    latitude: float, longitude: float, radius: float, north: float, east: float
) -> None:
    bounds = box(latitude, longitude, radius)
    high, wide = latitude + north, longitude + east
    if kilometres(latitude, longitude, high, wide) <= radius * 0.999999:
        assert bounds.south <= high <= bounds.north
        assert bounds.west <= wide <= bounds.east


def test_those_within_a_radius_are_what_brute_force_finds(
    few: object, django_assert_num_queries
) -> None:
    lans = Territory.objects.get(kind="commune", code="38205")
    for radius in (1, 10, 30):
        with django_assert_num_queries(1):
            found = within(Territory.objects.communes().present(), 45.1209, 5.5907, radius)
        expected = {
            other.pk
            for other in Territory.objects.communes().present()
            if (apart := distance(lans, other)) is not None and apart <= radius
        }
        assert {territory.pk for _, territory in found} == expected
        assert [apart for apart, _ in found] == sorted(apart for apart, _ in found)
    assert found[0][1] == lans


@pytest.mark.django_db
def test_a_place_overseas_is_far_and_one_without_place_is_left_out() -> None:
    CommuneFactory(unknown_population=True)
    overseas = CommuneFactory(overseas=True)
    found = within(Territory.objects.communes(), -20.9, 55.4, 50)
    assert [territory for _, territory in found] == [overseas]

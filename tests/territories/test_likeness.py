"""Who is like whom, and in which words."""

import pytest
from django.utils import translation

from territories.likeness import alike, features_of, likeness, reason
from territories.models import Territory
from tests.factories.territories import CommuneFactory

NBSP = "\u00a0"


def commune(code: str) -> Territory:
    return Territory.objects.select_related("epci").get(kind="commune", code=code)


def test_the_nearest_in_size_of_the_same_body_come_first(
    few: object, django_assert_num_queries
) -> None:
    lans = commune("38205")
    with django_assert_num_queries(4):
        found = alike(lans, limit=3)
    assert [each.likeness for each in found] == sorted(
        (each.likeness for each in found), reverse=True
    )
    assert lans not in [each.territory for each in found]
    assert all(each.territory.kind == "commune" for each in found)
    villard = next(each for each in alike(lans, limit=50) if each.territory.code == "38548")
    assert villard.kilometres == pytest.approx(7.7, abs=0.1)


def test_the_reason_is_distance_inhabitants_and_what_they_share(few: object) -> None:
    one, other = features_of(commune("38205")), features_of(commune("38548"))
    with translation.override("en"):
        assert reason(one, other) == (
            f"8{NBSP}km, 4,328{NBSP}inhabitants, same intermunicipal body"
        )
        far = features_of(commune("97411"))
        assert reason(one, far).startswith("8,908")
    with translation.override("fr"):
        assert f"4{NBSP}328{NBSP}" in reason(one, other)


def test_likeness_is_symmetric_and_at_most_one(few: object) -> None:
    all_features = [features_of(row) for row in Territory.objects.communes().select_related("epci")]
    for one in all_features[::5]:
        for other in all_features[::7]:
            assert 0 <= likeness(one, other) <= 1
            assert likeness(one, other) == pytest.approx(likeness(other, one))
    known = features_of(commune("38205"))
    assert likeness(known, known) == pytest.approx(1)


def test_unknown_population_is_like_nothing_in_particular(few: object) -> None:
    unknown = commune("98411")
    assert alike(unknown) == []
    village = features_of(commune("38205"))
    assert 0 < likeness(village, features_of(unknown)) < 0.6
    assert "None" not in reason(village, features_of(unknown))


def test_a_merged_commune_is_like_what_its_successor_is_like(few: object) -> None:
    former = Territory.objects.filter(obsolete=True, successor__code="93066").first()
    merged = former or CommuneFactory(merged=True)
    assert alike(merged, limit=3) == alike(merged.current, limit=3)
    assert merged.current not in [each.territory for each in alike(merged)]


def test_the_choice_can_be_narrowed(few: object) -> None:
    only = Territory.objects.filter(code__in=["38548", "38185"])
    found = alike(commune("38205"), among=only)
    assert {each.territory.code for each in found} <= {"38548", "38185"}
    assert found[0].territory.code == "38548"

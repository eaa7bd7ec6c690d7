"""What is found for what is typed, on a few real communes."""

import pytest
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from territories.keys import write_keys
from territories.lookup import find
from territories.models import Territory
from tests.factories.territories import CommuneFactory

Kind = Territory.Kind
pytestmark = pytest.mark.usefixtures("few")


def codes(text: str, **options: object) -> list[str]:
    return [territory.code for territory in find(text, **options)]


@pytest.mark.parametrize(
    "typed",
    [
        "L'Haÿ-les-Roses",
        "l’haÿ",
        "l hay",
        "LHAY",
        "hay les r",
        "94038",
        "94240",
        "haÿ les roses 94240",
        "L'Haÿ-les-Roses, Val-de-Marne",
    ],
)
def test_one_commune_by_all_that_it_may_be_typed_as(typed: str) -> None:
    assert codes(typed) == ["94038"]


@pytest.mark.parametrize("typed", ["St-Étienne", "saint etienne", "SAINT–ETIENNE", "st e", "ST.E"])
def test_saint_and_its_short_form_are_one(typed: str) -> None:
    assert codes(typed, kinds=[Kind.COMMUNE])[:2] == ["42218", "76575"]


def test_a_short_form_in_the_making_keeps_a_place_for_other_words() -> None:
    assert "67482" in codes("st")  # Strasbourg, among all the Saint-…
    assert "42218" in codes("st")


def test_homonyms_come_by_population_and_show_their_departement(
    django_assert_num_queries,
) -> None:
    with django_assert_num_queries(3):
        labels = [territory.label for territory in find("oeuilly")]
    assert labels == ["Œuilly, Marne", "Œuilly, Aisne"]


def test_a_departement_after_the_comma_chooses_among_homonyms() -> None:
    assert codes("Saint-Denis, La Réunion") == ["97411"]
    assert codes("saint-denis, 93")[0] == "93066"
    # A comma inside a name is only a comma.
    assert codes("Saint-Denis, nulle part") == []


def test_the_exact_name_comes_before_more_populous_ones() -> None:
    # Grenoble-Alpes-Métropole has more inhabitants.
    found = find("grenoble")
    assert [territory.kind for territory in found[:2]] == [Kind.COMMUNE, Kind.EPCI]


def test_a_word_from_within_the_name_and_words_in_any_order() -> None:
    assert codes("rouvray") == ["76575"]
    assert codes("rouvray etienne") == ["76575"]
    assert codes("ouvray") == ["76575"]


def test_kinds_narrow() -> None:
    assert codes("isère", kinds=[Kind.DEPARTEMENT]) == ["38"]
    assert codes("isère", kinds=[Kind.COMMUNE]) == []
    assert codes("38", kinds=[Kind.DEPARTEMENT]) == ["38"]
    assert codes("200040715") == ["200040715"]
    assert codes("paris", kinds=[Kind.COMMUNE, Kind.DEPARTEMENT])[:2] == ["75056", "75"]


def test_a_merged_commune_leads_to_its_successor() -> None:
    for typed in ("Pierrefitte-sur-Seine", "pierrefitte", "93059"):
        (found,) = [row for row in find(typed) if row.code == "93066"]
        assert not found.obsolete
    (found,) = find("pierrefitte-sur")
    assert found.found_as == "Pierrefitte-sur-Seine"
    assert found.found_label == "Saint-Denis, Seine-Saint-Denis (Pierrefitte-sur-Seine)"


def test_a_delegated_commune_leads_to_the_commune_even_with_the_same_code() -> None:
    (found,) = find("arbignieu")
    assert (found.code, found.found_as) == ("01015", "Arbignieu")
    (found,) = find("01015")
    assert found.found_as == ""


def test_an_arrondissement_leads_to_its_city() -> None:
    assert codes("marseille 13e") == ["13055"]
    assert codes("13008") == ["13055"]


def test_a_former_code_is_found_whole_but_not_begun() -> None:
    # 38021 Autrans became part of Autrans-Méaudre en Vercors.
    former = Territory.objects.filter(obsolete=True, successor__epci__code="243801024").first()
    assert former is not None
    (found,) = find(former.code)
    assert found == former.successor


@pytest.mark.parametrize(
    "typed",
    ["", " ", "-", "\x00", "😀", "'; DROP TABLE", "%", "_", "*" * 10_000, "{", "x" * 10_000, ","],
)
def test_odd_input_finds_nothing_and_breaks_nothing(typed: str) -> None:
    assert find(typed) == []


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(max_size=40), limit=st.integers(-1, 30))
def test_any_text_is_answered_within_the_limit(text: str, limit: int) -> None:
    found = find(text, limit=limit)
    assert len(found) <= max(limit, 0)
    assert len({row.pk for row in found}) == len(found)


def test_a_limit_is_filled_although_one_city_has_many_keys() -> None:
    # All the postal codes that begin with 130 lead to Marseille.
    assert codes("13", limit=2) == ["13", "13055"]
    assert codes("75", limit=3) == ["75", "75056"]


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries) -> None:
    for typed in ("s", "st", "saint", "38000", "zzz zzz", "grenoble, isère"):
        with django_assert_max_num_queries(9) as queries:
            find(typed)
        assert isinstance(queries, CaptureQueriesContext)


def test_a_renamed_territory_is_found_by_its_new_name_only() -> None:
    commune = CommuneFactory(village=True)
    commune.name = "Nouvelle-Œuilly"
    write_keys([commune])
    assert codes("nouvelle oeuilly") == ["51410"]

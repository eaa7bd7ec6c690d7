"""From an address to a question and back."""

import unicodedata

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.addresses import query_string
from search.parsing import MAX_PAGE, Hint, Problem, clean, parse, parse_page_size
from search.query import Area, SearchQuery, Sort
from territories.models import Territory

pytestmark = pytest.mark.django_db


def asked(string: str, **options: object) -> SearchQuery:
    return parse(QueryDict(string), locale="fr", **options).query


def hints(string: str) -> list[Hint]:
    return list(parse(QueryDict(string), locale="fr").hints)


def test_an_empty_address_asks_for_everything() -> None:
    assert parse(QueryDict(""), locale="en").query == SearchQuery(locale="en")


@pytest.mark.parametrize(
    "string",
    [
        "theme=mobilite&theme=eclairage-public",
        "theme=eclairage-public,mobilite",
        "theme=mobilite,eclairage-public&theme=mobilite",
        "theme=%20mobilite%20,,eclairage-public",
    ],
)
def test_values_repeat_or_stand_apart_by_commas(terms: None, string: str) -> None:
    assert asked(string).selected == {"theme": ("eclairage-public", "mobilite")}
    assert hints(string) == []


def test_unknown_values_are_left_out_and_told(terms: None) -> None:
    question = parse(QueryDict("theme=mobilite,licornes&taille=immense&cout=0"), locale="fr")
    assert question.query.selected == {"theme": ("mobilite",)}
    assert [(hint.problem, hint.value) for hint in question.hints] == [
        (Problem.UNKNOWN_VALUE, "licornes"),
        (Problem.UNKNOWN_VALUE, "immense"),
        (Problem.UNKNOWN_VALUE, "0"),
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("taille", "moins-de-3500"),
        ("type", "dossier"),
        ("etape", "arrete"),
        ("cout", "non-communique"),
        ("annee", "2024"),
        ("pilier", "implication-habitants"),
        ("departement", "49"),
        ("region", "52"),
    ],
)
def test_each_facet_knows_its_values(terms: None, angers: Territory, name: str, value: str) -> None:
    assert asked(f"{name}={value}").selected == {name: (value,)}
    assert hints(f"{name}=%F0%9F%92%A1") == [Hint(Problem.UNKNOWN_VALUE, "💡")]


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1.5", "٣", "²", "1e3"])
def test_a_page_that_is_none_is_the_first_with_a_hint(page: str) -> None:
    assert asked(f"page={page}").page == 1
    assert [hint.problem for hint in hints(f"page={page}")] == [Problem.BAD_PAGE]


def test_a_huge_page_is_bounded() -> None:
    assert asked("page=" + "9" * 10_000).page == MAX_PAGE
    assert asked("page=%203%20").page == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("éclairage  public ", "éclairage public"),
        ("a\0b\x07c\nd", "a b c d"),
        ("\u202egauche", "gauche"),
        ("e\u0301te\u0301", "été"),
        ("👩\u200d🌾 et 💡", "👩\u200d🌾 et 💡"),
        ("\ud800", ""),
        ('"; DROP TABLE -- NEAR(* ^', '"; DROP TABLE -- NEAR(* ^'),
    ],
)
def test_text_is_cleaned(typed: str, kept: str) -> None:
    assert clean(typed, 200) == kept


def test_long_text_is_cut_and_told() -> None:
    question = parse(QueryDict("q=" + "é" * 10_000), locale="fr")
    assert question.query.text == "é" * 200
    assert question.hints == (Hint(Problem.TEXT_CUT, "200"),)
    assert parse(QueryDict("q=" + "é" * 200), locale="fr").hints == ()


def test_a_commune_is_meant_itself_unless_one_sorts_by_it(angers: Territory) -> None:
    assert asked("commune=49007").area == Area.INSIDE
    assert asked("commune=49007&tri=proximite").area == Area.ANYWHERE
    assert asked("commune=49007&tri=ressemblance").area == Area.ANYWHERE
    assert asked("commune=49007&tri=proximite&perimetre=autour").area == Area.AROUND
    assert asked("commune=49007&tri=date").area == Area.INSIDE


def test_a_sort_by_commune_without_commune_waits_for_one() -> None:
    question = parse(QueryDict("tri=proximite"), locale="fr")
    assert question.query.sort == Sort.RELEVANCE
    assert question.wanted_sort == Sort.DISTANCE
    assert question.hints == ()


def test_a_merged_commune_is_its_successor(angers: Territory) -> None:
    Territory.objects.create(
        kind="commune", code="49999", name="Œuilly", slug="o", obsolete=True, successor=angers
    )
    assert asked("commune=49999").commune == "49007"


def test_an_unknown_commune_is_told() -> None:
    question = parse(QueryDict("commune=99999&perimetre=autour"), locale="fr")
    assert (question.query.commune, question.query.area) == ("", Area.INSIDE)
    assert question.hints == (Hint(Problem.UNKNOWN_COMMUNE, "99999"),)


def test_the_kind_of_a_catalogue_cannot_be_changed(terms: None) -> None:
    fixed = {"type": ("dossier",), "theme": ("mobilite",)}
    query = asked("type=experience&theme=eclairage-public", fixed=fixed)
    assert query.selected == {"type": ("dossier",), "theme": ("eclairage-public", "mobilite")}


@pytest.mark.parametrize(
    ("given", "size"), [("", 10), ("3", 3), ("100", 100), ("1000", 100), ("0", 10), ("x", 10)]
)
def test_the_page_size_of_the_data_is_bounded(given: str, size: int) -> None:
    assert parse_page_size(QueryDict(f"par_page={given}")) == size


def test_the_canonical_order_is_stable(terms: None, angers: Territory) -> None:
    string = (
        "q=led&theme=eclairage-public&theme=mobilite&taille=moins-de-3500"
        "&pilier=implication-habitants&type=dossier&region=52&departement=49&commune=49007"
        "&perimetre=autour&etape=arrete&cout=non-communique&annee=2024&tri=date&page=2"
    )
    shuffled = "&".join(reversed(string.split("&")))
    assert query_string(asked(shuffled)) == string


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    values=st.dictionaries(
        st.sampled_from(
            ["q", "theme", "taille", "annee", "commune", "perimetre", "tri", "page", "etape"]
        ),
        st.text(max_size=300) | st.sampled_from(["mobilite", "date", "3", "49007", "arrete"]),
    )
)
def test_what_was_understood_says_itself_again(
    terms: None, angers: Territory, values: dict[str, str]
) -> None:
    parameters = QueryDict(mutable=True)
    parameters.update(
        {name: value.encode("utf-8", "replace").decode() for name, value in values.items()}
    )
    query = parse(parameters, locale="fr").query
    assert len(query.text) <= 200
    assert not any(unicodedata.category(letter) == "Cc" for letter in query.text)
    assert parse(QueryDict(query_string(query)), locale="fr").query == query

"""Kleene's three values, what decides, what is missing, and the words for it."""

from decimal import Decimal
from itertools import product

import pytest

from experiences.obligations.criteria import (
    Group,
    Join,
    Kinds,
    Outcome,
    Range,
    Truth,
    evaluate,
    levels,
    tree,
)
from experiences.obligations.facts import Fact, Subject, read, read_number
from experiences.obligations.wording import in_words, reasons
from tests.factories.obligations import block, least

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
ORDER = {NO: 0, UNKNOWN: 1, YES: 2}


def vitre(**known) -> Subject:
    facts = {"population": 18_000, "staff": None, "surface": None, "kind": "commune"} | known
    return Subject(
        name="Vitré",
        belongs=True,
        departements=frozenset({"35"}),
        regions=frozenset({"53"}),
        **facts,
    )


def leaf(truth: Truth) -> Range:
    """A condition that says `truth` of Vitré."""
    if truth is UNKNOWN:
        return Range(Fact.STAFF, low=Decimal(50))
    return Range(Fact.POPULATION, low=Decimal(1 if truth is YES else 1_000_000))


@pytest.mark.parametrize("values", list(product(Truth, repeat=3)))
def test_groups_follow_kleene(values: tuple[Truth, ...]) -> None:
    leaves = tuple(leaf(value) for value in values)
    lowest, highest = (pick(values, key=lambda one: ORDER[one]) for pick in (min, max))
    opposite = {YES: NO, NO: YES, UNKNOWN: UNKNOWN}
    for join, expected in (
        (Join.ALL, lowest),
        (Join.ANY, highest),
        (Join.NONE, opposite[highest]),
    ):
        assert evaluate(Group(join, leaves), vitre()).truth is expected


def test_nothing_concerns_everybody() -> None:
    assert evaluate(tree([]), vitre()).truth is YES
    assert in_words(tree([])) == "Tous les territoires"


@pytest.mark.parametrize(
    ("number", "included", "expected"),
    [
        (3_499, True, NO),
        (3_500, True, YES),
        (3_501, True, YES),
        (3_499, False, NO),
        (3_500, False, NO),
        (3_501, False, YES),
        (None, True, UNKNOWN),
        (0, True, NO),
    ],
)
def test_a_threshold_counts_itself_in_or_not(number, included: bool, expected: Truth) -> None:
    rule = tree([least(3_500, included=included)])
    assert evaluate(rule, vitre(population=number)).truth is expected


@pytest.mark.parametrize(("number", "expected"), [(499, YES), (500, NO), (501, NO)])
def test_a_limit_above_may_leave_itself_out(number: int, expected: Truth) -> None:
    rule = tree([block("population", {"high": "500", "high_included": False})])
    assert evaluate(rule, vitre(population=number)).truth is expected


def test_who_is_under_one_threshold_need_not_tell_the_other_number() -> None:
    rule = tree([least(3_500), block("staff", {"low": "50"})])
    small = evaluate(rule, vitre(population=800))
    assert (small.truth, small.missing) == (NO, ())
    large = evaluate(rule, vitre())
    assert (large.truth, large.missing) == (UNKNOWN, (Fact.STAFF,))


def test_an_unknown_population_is_missing_and_not_small() -> None:
    outcome = evaluate(tree([least(3_500)]), vitre(population=None))
    assert (outcome.truth, outcome.missing) == (UNKNOWN, (Fact.POPULATION,))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([block("kinds", ["commune", "epci"])], YES),
        ([block("kinds", ["epci"])], NO),
        ([block("belonging", "member")], YES),
        ([block("belonging", "none")], NO),
        ([block("overseas", "overseas")], NO),
        ([block("overseas", "mainland")], YES),
        ([block("places", {"departements": "22, 35", "regions": ""})], YES),
        ([block("places", {"departements": "2A", "regions": "53"})], YES),
        ([block("places", {"departements": "2A", "regions": ""})], NO),
        ([block("none_of", [block("kinds", ["epci"])])], YES),
        ([block("any_of", [block("kinds", ["epci"]), least(10_000)])], YES),
        ([block("of_tomorrow", "?")], YES),
    ],
)
def test_conditions_of_kind_and_place(blocks: list, expected: Truth) -> None:
    assert evaluate(tree(blocks), vitre()).truth is expected


def test_levels_are_counted() -> None:
    assert levels([]) == levels([least(1)]) == 1
    inner = block("all_of", [block("any_of", [block("none_of", [least(1)])])])
    assert levels([inner]) == 4


def test_words_say_whom_a_rule_concerns(db) -> None:
    rule = tree(
        [block("any_of", [block("kinds", ["epci"]), least(3_500)]), block("staff", {"low": "50"})]
    )
    assert (
        in_words(rule).replace("\xa0", " ")
        == "(EPCI ou 3 500 habitants ou plus) et 50 agents ou plus"
    )


@pytest.mark.parametrize(
    ("blocks", "known", "expected"),
    [
        (
            [least(3_500, included=False)],
            {},
            "Vitré compte 18 000 habitants : plus de 3 500 habitants.",
        ),
        ([least(50_000)], {}, "Vitré compte 18 000 habitants : moins de 50 000 habitants."),
        (
            [least(18_000, included=False)],
            {},
            "Vitré compte 18 000 habitants : pas plus de 18 000 habitants.",
        ),
        (
            [block("staff", {"low": "50"})],
            {},
            "Le nombre d’agents n’est pas connu : la règle compte 50 agents ou plus.",
        ),
        (
            [block("staff", {"low": "50"})],
            {"staff": Decimal("48.5")},
            "Vitré compte 48,5 agents : moins de 50 agents.",
        ),
        (
            [block("kinds", ["epci"])],
            {},
            "Vitré est une commune ; la règle vise d’autres territoires (EPCI).",
        ),
        ([], {}, "Tous les territoires sont concernés."),
    ],
)
def test_reasons_are_sentences(blocks: list, known: dict, expected: str) -> None:
    subject = vitre(**known)
    said = reasons(evaluate(tree(blocks), subject), subject)
    assert said.replace("\xa0", " ") == expected


def test_an_outcome_of_kind_alone_lacks_nothing() -> None:
    assert Outcome(UNKNOWN, ((Kinds(("epci",)), UNKNOWN),)).missing == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), ("48", Decimal(48)), ("1 200", Decimal(1200)), ("12,5", Decimal("12.5"))],
)
def test_numbers_are_read_as_people_write_them(text: str, value) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text", ["beaucoup", "-3", "1e9", "٤٨", "9999999999", "1,2,3", "NaN", "<b>", "48\x00"]
)
def test_what_is_no_number_says_what_to_do_and_stays_unknown(text: str) -> None:
    typed = read({"agents": text})
    assert typed.supplied.staff is None
    assert "Écrivez un nombre en chiffres" in typed.errors[Fact.STAFF]

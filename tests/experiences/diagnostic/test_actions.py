"""Which things to do are chosen, by the editors' rules and the hours that a town has."""

from fractions import Fraction

import pytest

from experiences.diagnostic.actions import ASSUMED_HOURS, plan
from experiences.diagnostic.advice import Advice
from experiences.diagnostic.questionnaire import Question, QuestionKind, Section
from experiences.diagnostic.result import Area, Reason, Result
from experiences.diagnostic.scoring import Score
from territories.models import Territory
from territories.sizes import TerritorySize

VILLAGE = Territory(kind="commune", name="Œuilly", population=564)
QUESTION = Question("sauvegardes", QuestionKind.CHOICE, "Les sauvegardes sont-elles testées ?")


def area(number: int, key: str, percent: int | None, *reasons: Reason) -> Area:
    reached = None if percent is None else Fraction(percent, 100)
    score = Score(reached, Fraction(0) if percent is None else Fraction(1))
    return Area(number, Section(key, key.title(), "", (), ()), score, reasons)


def result(*areas: Area) -> Result:
    return Result(Score(None, None), areas)


def rule(section: str, action: str, **more) -> Advice:
    return Advice(**{"section": section, "action": action, "why": "x", "hours": 2, **more})


def chosen(found: Result, rules: list[Advice], *, territory=VILLAGE, hours=100) -> list[str]:
    made = plan(found, rules, territory, hours)
    return [action.advice.action for action in made.actions]


THREE = [area(1, "portage", 30), area(2, "donnees", 10), area(3, "reseaux", 20)]


@pytest.mark.parametrize(
    ("rules", "hours", "expected"),
    [
        # The weakest first, one for each area before a second one.
        (["portage-1", "donnees-1", "donnees-2", "reseaux-1"], 100, ["d1", "r1", "p1"]),
        # Fewer areas with a rule: a second one of the weakest.
        (["donnees-1", "donnees-2", "reseaux-1"], 100, ["d1", "r1", "d2"]),
        # Never more than three.
        (["donnees-1", "donnees-2", "donnees-3", "donnees-4"], 100, ["d1", "d2", "d3"]),
        # Within the hours, all together.
        (["portage-1", "donnees-1", "reseaux-1"], 4, ["d1", "r1"]),
        (["portage-1"], 1, []),
        (["portage-1"], 0, []),
        ([], 100, []),
    ],
)
def test_the_weakest_areas_are_served_first_within_the_hours(rules, hours, expected) -> None:
    made = []
    for name in rules:
        key, number = name.split("-")
        made.append(rule(key, f"{key[0]}{number}", position=int(number)))
    assert chosen(result(*THREE), made, hours=hours) == expected


def test_what_takes_too_long_leaves_its_place_to_the_next() -> None:
    rules = [rule("donnees", "long", hours=50), rule("donnees", "court", hours=3)]
    assert chosen(result(*THREE), rules, hours=10) == ["court"]


def test_hours_that_nobody_said_are_assumed_few_and_said_so() -> None:
    rules = [
        rule("donnees", "court", hours=ASSUMED_HOURS),
        rule("reseaux", "long", hours=ASSUMED_HOURS + 1),
    ]
    made = plan(result(*THREE), rules, VILLAGE, None)
    assert made.assumed
    assert [action.advice.action for action in made.actions] == ["court"]


def test_where_nothing_fits_the_shortest_is_told() -> None:
    rules = [rule("donnees", "a", hours=12), rule("reseaux", "b", hours=9)]
    made = plan(result(*THREE), rules, VILLAGE, 3)
    assert (made.actions, made.least) == ((), 9)


@pytest.mark.parametrize(
    ("percent", "at_most", "given"),
    [(40, 40, True), (41, 40, False), (0, 0, True), (None, 100, False), (100, 100, True)],
)
def test_a_rule_holds_up_to_its_threshold(percent, at_most, given) -> None:
    rules = [rule("portage", "a", at_most=at_most)]
    assert bool(chosen(result(area(1, "portage", percent)), rules)) is given


@pytest.mark.parametrize(
    ("kinds", "sizes", "territory", "given"),
    [
        ([], [], VILLAGE, True),
        (["epci"], [], VILLAGE, False),
        (["commune", "epci"], [TerritorySize.VILLAGE], VILLAGE, True),
        ([], [TerritorySize.CITY], VILLAGE, False),
        ([], [TerritorySize.VILLAGE], Territory(kind="commune", population=None), False),
        ([], [], Territory(kind="commune", population=None), True),
        ([], [TerritorySize.VILLAGE], Territory(kind="commune", population=3499), True),
        ([], [TerritorySize.VILLAGE], Territory(kind="commune", population=3500), False),
    ],
)
def test_a_rule_is_for_some_kinds_and_sizes(kinds, sizes, territory, given) -> None:
    rules = [rule("portage", "a", kinds=kinds, sizes=sizes)]
    found = chosen(result(area(1, "portage", 10)), rules, territory=territory)
    assert bool(found) is given


def test_each_has_its_reason_in_words() -> None:
    [action] = plan(result(THREE[0]), [rule("portage", "a")], VILLAGE, 10).actions
    assert "Portage" in action.because and "30" in action.because


def test_a_rule_of_a_question_quotes_its_answer() -> None:
    reason = Reason(QUESTION, "Non", Fraction(0))
    rules = [rule("securite", "a", question="sauvegardes", at_most=0)]
    [action] = plan(result(area(1, "securite", 60, reason)), rules, VILLAGE, 10).actions
    assert "Les sauvegardes sont-elles testées ?" in action.because
    assert "Non" in action.because


def test_a_question_that_nobody_answered_asks_for_nothing() -> None:
    rules = [rule("securite", "a", question="sauvegardes", at_most=100)]
    assert chosen(result(area(1, "securite", 60)), rules) == []

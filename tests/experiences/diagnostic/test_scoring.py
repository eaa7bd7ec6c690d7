"""What answers are worth."""

from decimal import Decimal
from fractions import Fraction

import pytest

from experiences.diagnostic.answers import NOT_OURS, UNKNOWN, Answer, read_answers
from experiences.diagnostic.questionnaire import (
    Choice,
    Condition,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
)
from experiences.diagnostic.scoring import percent, scores, worth

CHOICES = (Choice("non", "Non", 0), Choice("en-partie", "En partie", 1), Choice("oui", "Oui", 2))
CARRIED = Question("portage", QuestionKind.CHOICE, "Un élu porte-t-il le sujet ?", choices=CHOICES)
NETWORKS = Question(
    "reseaux",
    QuestionKind.SEVERAL,
    "Quels réseaux sont équipés de capteurs ?",
    choices=(Choice("eau", "Eau", 1), Choice("eclairage", "Éclairage", 1)),
)
TOGETHER = Question("transversal", QuestionKind.SCALE, "Les services travaillent ensemble", steps=5)
HOURS = Question("mediation", QuestionKind.NUMBER, "Heures de médiation", low=0, high=20)
FOLLOWED = Question(
    "suivi",
    QuestionKind.CHOICE,
    "Le projet a-t-il un calendrier ?",
    weight=3,
    condition=Condition("portage", ("oui",)),
    choices=CHOICES,
)


def questionnaire(*questions: Question) -> Questionnaire:
    return Questionnaire((Section("a", "A", "", ("open-data",), questions),))


@pytest.mark.parametrize(
    ("question", "answer", "share"),
    [
        (CARRIED, Answer(keys=("oui",)), Fraction(1)),
        (CARRIED, Answer(keys=("en-partie",)), Fraction(1, 2)),
        (CARRIED, Answer(without=UNKNOWN), None),
        (CARRIED, None, None),
        (NETWORKS, Answer(keys=("eau",)), Fraction(1, 2)),
        (NETWORKS, Answer(keys=()), Fraction(0)),
        (TOGETHER, Answer(number=Decimal(1)), Fraction(0)),
        (TOGETHER, Answer(number=Decimal(4)), Fraction(3, 4)),
        (HOURS, Answer(number=Decimal("7.5")), Fraction(3, 8)),
        (HOURS, Answer(number=Decimal(400)), Fraction(1)),
        (HOURS, Answer(number=Decimal(-3)), Fraction(0)),
    ],
)
def test_an_answer_is_worth_a_share_of_its_question(question, answer, share) -> None:
    assert worth(question, answer) == share


def test_less_is_better_where_the_lower_number_is_worth_everything() -> None:
    days = Question("delai", QuestionKind.NUMBER, "Jours d’attente", low=30, high=0)
    assert worth(days, Answer(number=Decimal(30))) == 0
    assert worth(days, Answer(number=Decimal(15))) == Fraction(1, 2)


def test_a_question_without_anything_to_reach_divides_by_nothing() -> None:
    same = Question("a", QuestionKind.NUMBER, "A", low=5, high=5)
    nothing = Question("b", QuestionKind.CHOICE, "B", choices=(Choice("x", "X", 0),))
    assert worth(same, Answer(number=Decimal(5))) is None
    assert worth(nothing, Answer(keys=("x",))) is None


def test_what_is_not_ours_lowers_the_maximum_and_not_what_is_covered() -> None:
    both = questionnaire(CARRIED, NETWORKS)
    answers = {"portage": Answer(keys=("oui",)), "reseaux": Answer(without=NOT_OURS)}
    whole = scores(both, answers).whole
    assert (whole.percent, whole.covered_percent) == (100, 100)


def test_what_nobody_knows_lowers_what_is_covered_and_not_the_score() -> None:
    both = questionnaire(CARRIED, NETWORKS)
    answers = {"portage": Answer(keys=("oui",)), "reseaux": Answer(without=UNKNOWN)}
    whole = scores(both, answers).whole
    assert (whole.percent, whole.covered_percent) == (100, 50)


@pytest.mark.parametrize("without", [UNKNOWN, NOT_OURS])
def test_nothing_known_is_no_score_rather_than_zero(without) -> None:
    found = scores(questionnaire(CARRIED), {"portage": Answer(without=without)}).whole
    assert found.reached is None
    assert not found.is_weak and not found.is_strong
    assert found.covered_percent == (0 if without == UNKNOWN else None)


def test_a_question_whose_condition_fails_is_neither_asked_nor_scored() -> None:
    both = questionnaire(CARRIED, FOLLOWED)
    answers = {"portage": Answer(keys=("non",)), "suivi": Answer(keys=("oui",))}
    whole = scores(both, answers).whole
    assert (whole.percent, whole.covered_percent) == (0, 100)


def test_weights_count() -> None:
    both = questionnaire(CARRIED, FOLLOWED)
    answers = {"portage": Answer(keys=("oui",)), "suivi": Answer(keys=("non",))}
    assert scores(both, answers).whole.reached == Fraction(1, 4)


def test_what_depends_on_a_question_that_was_not_asked_is_not_asked() -> None:
    third = Question(
        "c", QuestionKind.CHOICE, "C", condition=Condition("suivi", ("oui",)), choices=CHOICES
    )
    answers = {
        "portage": Answer(keys=("non",)),
        "suivi": Answer(keys=("oui",)),
        "c": Answer(keys=("oui",)),
    }
    assert scores(questionnaire(CARRIED, FOLLOWED, third), answers).whole.reached == 0


def test_halves_are_rounded_up() -> None:
    assert [percent(Fraction(1, 8)), percent(Fraction(1, 3)), percent(None)] == [13, 33, None]


@pytest.mark.parametrize(
    "row",
    [
        {"keys": ["oui", "non"]},
        {"keys": ["autre"]},
        {"number": "NaN"},
        {"without": "x"},
        {},
        "oui",
        None,
    ],
)
def test_kept_answers_that_do_not_fit_the_question_are_left_aside(row) -> None:
    assert read_answers({"portage": row, "autre": {"keys": ["x"]}}, questionnaire(CARRIED)) == {}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (CARRIED, Answer(keys=("oui",))),
        (NETWORKS, Answer(keys=())),
        (HOURS, Answer(number=Decimal("7.5"))),
        (HOURS, Answer(without=NOT_OURS)),
    ],
)
def test_an_answer_is_read_as_it_was_kept(question, answer) -> None:
    kept = {question.key: answer.as_json()}
    assert read_answers(kept, questionnaire(question)) == {question.key: answer}

"""What answers are worth: for each section a share reached, and the share that was answered.

"Not our responsibility" lowers what can be reached, "don't know" and no answer lower what the
result covers; a section of which nothing is known has no score, which is not zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from experiences.diagnostic.answers import NOT_OURS, Answer, Answers, asked
from experiences.diagnostic.questionnaire import (
    Question,
    QuestionKind,
    Questionnaire,
    Section,
)

# At least this much is a strength; less than that a weak area (shares of what can be reached).
STRONG, WEAK = Fraction(2, 3), Fraction(2, 5)
# A section of which less than this was answered is neither: too little is known.
ENOUGH = Fraction(1, 2)


@dataclass(frozen=True)
class Score:
    """`reached` of what can be reached (0 to 1; None: nothing known), `covered` of what was asked.

    `covered` is None where nothing was asked that is the responsibility of the territory.
    """

    reached: Fraction | None
    covered: Fraction | None

    @property
    def percent(self) -> int | None:
        return percent(self.reached)

    @property
    def covered_percent(self) -> int | None:
        return percent(self.covered)

    @property
    def is_enough(self) -> bool:
        return self.reached is not None and self.covered is not None and self.covered >= ENOUGH

    @property
    def is_strong(self) -> bool:
        return self.is_enough and self.reached is not None and self.reached >= STRONG

    @property
    def is_weak(self) -> bool:
        return self.is_enough and self.reached is not None and self.reached < WEAK


@dataclass(frozen=True)
class SectionScore:
    section: Section
    score: Score


@dataclass(frozen=True)
class Scores:
    whole: Score
    sections: tuple[SectionScore, ...]


def percent(share: Fraction | None) -> int | None:
    """Rounded to the nearest, halves up."""
    return None if share is None else int(share * 100 + Fraction(1, 2))


def scores(questionnaire: Questionnaire, answers: Answers) -> Scores:
    """The scores of one respondent."""
    questions = asked(questionnaire, answers)
    shown = set(questions)
    sections = tuple(
        SectionScore(section, score([row for row in section.questions if row in shown], answers))
        for section in questionnaire.sections
    )
    return Scores(score(questions, answers), sections)


def score(questions: Iterable[Question], answers: Answers) -> Score:
    """Of some questions, by their weights."""
    rows = ((question, answers.get(question.key)) for question in questions)
    return weighted(
        (question.weight, worth(question, answer))
        for question, answer in rows
        if answer is None or answer.without != NOT_OURS
    )


def weighted(rows: Iterable[tuple[int, Fraction | None]]) -> Score:
    """Of (weight, share reached or None where nobody knows) of each question that is ours."""
    ours = answered = reached = Fraction(0)
    for weight, share in rows:
        ours += weight
        if share is not None:
            answered += weight
            reached += weight * share
    return Score(
        reached / answered if answered else None,
        answered / ours if ours else None,
    )


def worth(question: Question, answer: Answer | None) -> Fraction | None:
    """The share (0 to 1) that an answer reaches of its question; None: not answered."""
    if answer is None or answer.without:
        return None
    if question.kind in (QuestionKind.CHOICE, QuestionKind.SEVERAL):
        return _of_choices(question, answer)
    if answer.number is None:
        return None
    low, high = (
        (1, question.steps)
        if question.kind is QuestionKind.SCALE
        else (question.low, question.high)
    )
    if low == high:
        return None
    # `low` may be above `high`: where less is better.
    share = (Fraction(answer.number) - low) / (high - low)
    return min(Fraction(1), max(Fraction(0), share))


def _of_choices(question: Question, answer: Answer) -> Fraction | None:
    points = {choice.key: choice.points for choice in question.choices}
    several = question.kind is QuestionKind.SEVERAL
    most = sum(points.values()) if several else max(points.values(), default=0)
    if most <= 0:
        return None
    return Fraction(sum(points.get(key, 0) for key in answer.keys), most)

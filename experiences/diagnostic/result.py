"""The result of some answers in words: where a territory is strong, weak, or not known enough."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from experiences.diagnostic.answers import Answers, asked, read_answers
from experiences.diagnostic.models import Respondent
from experiences.diagnostic.questionnaire import Question, Questionnaire, Section
from experiences.diagnostic.scoring import WEAK, Score, Scores, percent, scores, worth
from experiences.diagnostic.wording import said

# Questions told of a weak area: those that weigh most on it.
MOST_REASONS = 3


class Standing(StrEnum):
    STRONG = "strong"
    BETWEEN = "between"
    WEAK = "weak"
    UNKNOWN = "unknown"  # too little was answered
    NOT_OURS = "not-ours"  # nothing of it is the responsibility of the territory


@dataclass(frozen=True)
class Reason:
    """A question of an area, what was answered, and the share it reached."""

    question: Question
    said: str
    share: Fraction

    @property
    def percent(self) -> int | None:
        return percent(self.share)


@dataclass(frozen=True)
class Area:
    """One section, as it came out. `number` is its place, from 1 on: what the drawing bears.

    `answered`: its questions whose share is known, in the order of the questionnaire.
    """

    number: int
    section: Section
    score: Score
    answered: tuple[Reason, ...]

    @property
    def reasons(self) -> list[Reason]:
        """The questions under what counts as weak, those that cost the most points first."""
        low = [reason for reason in self.answered if reason.share < WEAK]
        low.sort(key=lambda reason: (reason.share - 1) * reason.question.weight)
        return low[:MOST_REASONS]

    @property
    def standing(self) -> Standing:
        if self.score.covered is None:
            return Standing.NOT_OURS
        if not self.score.is_enough:
            return Standing.UNKNOWN
        if self.score.is_strong:
            return Standing.STRONG
        return Standing.WEAK if self.score.is_weak else Standing.BETWEEN

    @property
    def known(self) -> Fraction | None:
        """What is drawn: the share reached, None where too little is known."""
        return self.score.reached if self.score.is_enough else None


@dataclass(frozen=True)
class Result:
    whole: Score
    areas: tuple[Area, ...]  # in the order of the questionnaire

    def standing(self, standing: Standing) -> list[Area]:
        return [area for area in self.areas if area.standing is standing]

    @property
    def strong(self) -> list[Area]:
        """The best known first."""
        return sorted(self.standing(Standing.STRONG), key=_reached, reverse=True)

    @property
    def weak(self) -> list[Area]:
        """The weakest first."""
        return sorted(self.standing(Standing.WEAK), key=_reached)

    @property
    def between(self) -> list[Area]:
        return self.standing(Standing.BETWEEN)

    @property
    def unknown(self) -> list[Area]:
        return self.standing(Standing.UNKNOWN)

    @property
    def not_ours(self) -> list[Area]:
        return self.standing(Standing.NOT_OURS)

    @property
    def is_known(self) -> bool:
        """Whether anything is known enough to be told."""
        return any(area.known is not None for area in self.areas)


def _reached(area: Area) -> Fraction:
    return area.score.reached or Fraction(0)


def result_of(respondent: Respondent, language: str) -> Result:
    """What came of somebody's answers, in `language`; its round and edition are best loaded."""
    questionnaire = respondent.round.edition.questionnaire(language)
    return result(questionnaire, read_answers(respondent.answers, questionnaire))


def result(questionnaire: Questionnaire, answers: Answers) -> Result:
    """What came of the answers of one person."""
    shares = shares_of(questionnaire, answers)
    return tell(
        scores(questionnaire, answers),
        shares,
        lambda question: said(question, answers.get(question.key)),
    )


def shares_of(questionnaire: Questionnaire, answers: Answers) -> dict[str, Fraction]:
    """Key of each question that was asked and answered → the share it reached."""
    found: dict[str, Fraction] = {}
    for question in asked(questionnaire, answers):
        share = worth(question, answers.get(question.key))
        if share is not None:
            found[question.key] = share
    return found


def tell(scored: Scores, shares: Mapping[str, Fraction], say: Callable[[Question], str]) -> Result:
    """`scored` as areas, each with what was answered, in the words of `say`."""
    return Result(
        scored.whole,
        tuple(
            Area(
                number,
                row.section,
                row.score,
                tuple(
                    Reason(question, say(question), shares[question.key])
                    for question in row.section.questions
                    if question.key in shares
                ),
            )
            for number, row in enumerate(scored.sections, start=1)
        ),
    )

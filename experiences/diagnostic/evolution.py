"""What changed since an earlier round: compared over the questions that both have in common."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from experiences.diagnostic.joint import Together, answers_of, together
from experiences.diagnostic.models import Round
from experiences.diagnostic.questionnaire import Question, Section
from experiences.diagnostic.scoring import percent, weighted
from ui.typography import number

# Rounds before this one that it is compared with, the last first.
MOST_ROUNDS = 3
# Points of a hundred under which nothing has moved.
STILL = 3


@dataclass(frozen=True)
class Step:
    """One section then and now, over `common` of its `count` questions (percent; None: none)."""

    section: Section
    then: int | None
    now: int | None
    common: int
    count: int

    @property
    def change(self) -> int | None:
        return None if self.then is None or self.now is None else self.now - self.then

    @property
    def words(self) -> str:
        change = self.change
        if change is None:
            return _("cannot be compared")
        if abs(change) < STILL:
            return _("as before")
        text = (
            ngettext("%(count)s point more", "%(count)s points more", change)
            if change > 0
            else ngettext("%(count)s point less", "%(count)s points less", -change)
        )
        return text % {"count": number(abs(change))}


@dataclass(frozen=True)
class Evolution:
    """Since a round: its sections, and the whole over all that is common."""

    opened_at: datetime
    steps: tuple[Step, ...]
    common: int
    count: int
    other_edition: bool


def evolution(round: Round, before: Sequence[Round], language: str) -> list[Evolution]:
    """Since each of the rounds `before` in which somebody finished, the last first.

    Their editions and respondents are best loaded with them: no query then.
    """
    now = _together(round, language)
    if now is None:
        return []
    pairs = ((earlier, _together(earlier, language)) for earlier in before)
    found = [_since(round, now, earlier, then) for earlier, then in pairs if then is not None]
    return found[:MOST_ROUNDS]


def _together(round: Round, language: str) -> Together | None:
    questionnaire = round.edition.questionnaire(language)
    every = answers_of(round.respondents.all(), questionnaire)
    return together(questionnaire, every) if every else None


def _since(round: Round, now: Together, earlier: Round, then: Together) -> Evolution:
    steps = tuple(_step(section, now, then) for section in now.questionnaire.sections)
    return Evolution(
        earlier.opened_at,
        steps,
        sum(step.common for step in steps),
        sum(step.count for step in steps),
        other_edition=earlier.edition_id != round.edition_id,
    )


def _step(section: Section, now: Together, then: Together) -> Step:
    pairs = list(_common(section.questions, now, then))
    return Step(
        section,
        percent(weighted((question.weight, share) for question, share, _now in pairs).reached),
        percent(weighted((question.weight, share) for question, _then, share in pairs).reached),
        common=len(pairs),
        count=len(section.questions),
    )


def _common(
    questions: Sequence[Question], now: Together, then: Together
) -> Iterator[tuple[Question, Fraction, Fraction]]:
    """The questions that were asked alike, scored alike and answered both times: then, now."""
    for question in questions:
        if not then.asks_alike(question):
            continue
        before, after = then.shares.get(question.key), now.shares.get(question.key)
        if before is not None and after is not None:
            yield question, before, after

"""Where the respondents of a round differ: question by question, the widest apart first."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from experiences.diagnostic.answers import NOT_OURS, Answers, is_asked, read_answers
from experiences.diagnostic.models import Respondent
from experiences.diagnostic.questionnaire import Question, Questionnaire, Section
from experiences.diagnostic.scoring import percent, worth
from experiences.diagnostic.wording import listed, said


@dataclass(frozen=True)
class Voice:
    """One answer, and the functions of those who gave it: "the mayor and the secretary"."""

    said: str
    by: str


@dataclass(frozen=True)
class Difference:
    """`gap`: from 0 to 1, how far apart the answers are of what can be reached."""

    section: Section
    question: Question
    gap: Fraction
    voices: tuple[Voice, ...]

    @property
    def percent(self) -> int | None:
        return percent(self.gap)


def differences(
    questionnaire: Questionnaire, respondents: Sequence[Respondent]
) -> list[Difference]:
    """Of those who have finished. Nothing where fewer than two have.

    Who holds a question to be another's responsibility is as far as can be from who answers it;
    who does not know differs from nobody, but is told.
    """
    finished = [
        (_function(respondent), read_answers(respondent.answers, questionnaire))
        for respondent in respondents
        if respondent.finished_at
    ]
    if len(finished) < 2:
        return []
    asked = [_asked(questionnaire, answers) for _name, answers in finished]
    found = []
    for section in questionnaire.sections:
        for question in section.questions:
            rows = [row for row, keys in zip(finished, asked, strict=True) if question.key in keys]
            gap = _gap(question, [answers for _name, answers in rows])
            if gap:
                found.append(Difference(section, question, gap, _voices(question, rows)))
    # Sorting is stable: equals stay in the order of the questionnaire.
    return sorted(found, key=lambda difference: difference.gap, reverse=True)


def _asked(questionnaire: Questionnaire, answers: Answers) -> set[str]:
    keys: set[str] = set()
    for question in questionnaire:
        if is_asked(question, answers, keys):
            keys.add(question.key)
    return keys


def _gap(question: Question, every: Sequence[Answers]) -> Fraction:
    given = [answers.get(question.key) for answers in every]
    shares = [share for share in (worth(question, answer) for answer in given) if share is not None]
    if not shares:
        return Fraction(0)
    if any(answer is not None and answer.without == NOT_OURS for answer in given):
        return Fraction(1)
    return max(shares) - min(shares)


def _voices(question: Question, rows: Sequence[tuple[str, Answers]]) -> tuple[Voice, ...]:
    """The answers with who gave them, in the order in which they came."""
    by: dict[str, list[str]] = {}
    for function, answers in rows:
        by.setdefault(said(question, answers.get(question.key)), []).append(function)
    return tuple(Voice(words, listed(functions)) for words, functions in by.items())


def _function(respondent: Respondent) -> str:
    return str(respondent.get_function_display()) or _("function not said")

"""An answer to one question, as it is kept: a value, or why there is none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from experiences.diagnostic.questionnaire import Question, QuestionKind, Questionnaire, Section

UNKNOWN = "unknown"  # "don't know": lowers what the result covers
NOT_OURS = "not-ours"  # "not our responsibility": lowers what can be reached


@dataclass(frozen=True)
class Answer:
    """`keys` of choices, or a `number` (a scale's step too); or one of UNKNOWN and NOT_OURS."""

    keys: tuple[str, ...] = ()
    number: Decimal | None = None
    without: str = ""

    def as_json(self) -> dict[str, Any]:
        if self.without:
            return {"without": self.without}
        if self.number is not None:
            return {"number": str(self.number)}
        return {"keys": list(self.keys)}


Answers = Mapping[str, Answer]


def read_answers(rows: Mapping[str, Any], questionnaire: Questionnaire) -> dict[str, Answer]:
    """The answers kept in `rows` that fit `questionnaire`; others are left aside."""
    found = {}
    for key, row in rows.items():
        question = questionnaire.by_key.get(key)
        answer = _read(row, question) if question and isinstance(row, Mapping) else None
        if answer is not None:
            found[key] = answer
    return found


def _read(row: Mapping[str, Any], question: Question) -> Answer | None:
    without = row.get("without", "")
    if without in (UNKNOWN, NOT_OURS):
        return Answer(without=without)
    if question.kind in (QuestionKind.CHOICE, QuestionKind.SEVERAL):
        known = {choice.key for choice in question.choices}
        keys = tuple(key for key in row.get("keys", ()) if key in known)
        # To tick nothing of several is an answer: none of them.
        fits = len(keys) == 1 or question.kind is QuestionKind.SEVERAL
        return Answer(keys=keys) if "keys" in row and fits else None
    try:
        number = Decimal(row["number"])
    except (KeyError, InvalidOperation, TypeError):
        return None
    return Answer(number=number) if number.is_finite() else None


def asked(questionnaire: Questionnaire, answers: Answers) -> list[Question]:
    """The questions that these answers lead to, in order; others are not asked, nor scored."""
    found: list[Question] = []
    keys: set[str] = set()
    for question in questionnaire:
        if is_asked(question, answers, keys):
            found.append(question)
            keys.add(question.key)
    return found


def is_asked(question: Question, answers: Answers, before: Iterable[str]) -> bool:
    """Whether its condition holds; what it depends on was itself asked `before`."""
    condition = question.condition
    if condition is None:
        return True
    answer = answers.get(condition.question)
    return (
        condition.question in before
        and answer is not None
        and not answer.without
        and bool(set(answer.keys) & set(condition.answers))
    )


def may_be_asked(
    section: Section, questionnaire: Questionnaire, answers: Answers
) -> dict[str, Question]:
    """The questions of a section that are asked, or will be by an answer in the same section.

    By key, in order: what an answer of an earlier section excludes is left out.
    """
    own = {question.key for question in section.questions}
    keys: set[str] = set()
    found: dict[str, Question] = {}
    for question in questionnaire:
        condition = question.condition
        within = condition is not None and condition.question in found
        if question.key in own and (within or is_asked(question, answers, keys)):
            found[question.key] = question
        if is_asked(question, answers, keys):
            keys.add(question.key)
    return found

"""A questionnaire as it is asked: sections of questions, read from what an edition has frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any


class QuestionKind(StrEnum):
    CHOICE = "choice"  # one of the choices
    SEVERAL = "several"  # any of them; their points add up
    SCALE = "scale"  # 1 to `steps`
    NUMBER = "number"  # from `low` (nothing) to `high` (all)


@dataclass(frozen=True)
class Choice:
    key: str
    text: str
    points: int


@dataclass(frozen=True)
class Condition:
    """The question is asked where `question` was answered by one of `answers` (keys of choices)."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """`key` stays when the words change: by it, editions are compared."""

    key: str
    kind: QuestionKind
    text: str
    help: str = ""
    example: str = ""
    weight: int = 1
    may_not_be_ours: bool = True  # "not our responsibility" can be said
    condition: Condition | None = None
    choices: tuple[Choice, ...] = ()
    steps: int = 0
    low_label: str = ""  # what the first and the last step of a scale mean
    high_label: str = ""
    low: int = 0
    high: int = 0
    unit: str = ""

    @property
    def scored(self) -> tuple[object, ...]:
        """What its score is computed from: where two editions have the same, they compare."""
        points = tuple((choice.key, choice.points) for choice in self.choices)
        return (self.kind, points, self.steps, self.low, self.high)


@dataclass(frozen=True)
class Section:
    """`themes`: slugs of the themes whose content helps where it is weak."""

    key: str
    title: str
    introduction: str
    themes: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    sections: tuple[Section, ...]

    def __iter__(self) -> Iterator[Question]:
        return (question for section in self.sections for question in section.questions)

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        return {question.key: question for question in self}


def read(content: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire of one language of `Edition.content`. KeyError where it is broken."""
    return Questionnaire(tuple(_section(row) for row in content["sections"]))


def _section(row: Mapping[str, Any]) -> Section:
    return Section(
        row["key"],
        row["title"],
        row.get("introduction", ""),
        tuple(row.get("themes", ())),
        tuple(_question(question) for question in row["questions"]),
    )


def _question(row: Mapping[str, Any]) -> Question:
    condition = row.get("condition")
    choices = tuple(Choice(**choice) for choice in row.get("choices", ()))
    simple = {key: value for key, value in row.items() if key not in ("condition", "choices")}
    return Question(
        **{**simple, "kind": QuestionKind(row["kind"])},
        choices=choices,
        condition=Condition(condition["question"], tuple(condition["answers"]))
        if condition
        else None,
    )

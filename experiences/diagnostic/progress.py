"""How far somebody is: of each section, the questions that are asked and those answered."""

from dataclasses import dataclass

from experiences.diagnostic.answers import Answers, asked
from experiences.diagnostic.questionnaire import Questionnaire, Section


@dataclass(frozen=True)
class Progress:
    """Of one section, or (without `section`) of all."""

    asked: int
    answered: int
    section: Section | None = None

    @property
    def left(self) -> int:
        return self.asked - self.answered

    @property
    def is_begun(self) -> bool:
        return self.answered > 0

    @property
    def is_done(self) -> bool:
        return self.left == 0


def progress(questionnaire: Questionnaire, answers: Answers) -> tuple[Progress, list[Progress]]:
    """Of all sections together, and of each; "don't know" is an answer."""
    keys = {question.key for question in asked(questionnaire, answers)}
    each = []
    for section in questionnaire.sections:
        own = [question.key for question in section.questions if question.key in keys]
        each.append(Progress(len(own), sum(key in answers for key in own), section))
    return Progress(sum(one.asked for one in each), sum(one.answered for one in each)), each

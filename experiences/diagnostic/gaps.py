"""Where the editors' advice leaves a section without anything to do for some territories."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiences.diagnostic.advice import Advice
from experiences.diagnostic.questionnaire import Questionnaire, Section
from experiences.diagnostic.scoring import WEAK, percent
from territories.models import Territory
from territories.sizes import TerritorySize


@dataclass(frozen=True)
class Served:
    """For one kind and size of territory: how many rules would advise it where it is weak."""

    kind: str
    size: str
    rules: int


@dataclass(frozen=True)
class SectionAdvice:
    """A section with its rules, in their order, and whom they serve."""

    section: Section
    rules: tuple[Advice, ...]
    served: tuple[Served, ...]

    @property
    def gaps(self) -> list[Served]:
        return [one for one in self.served if not one.rules]


def coverage(questionnaire: Questionnaire, rules: Sequence[Advice]) -> list[SectionAdvice]:
    """Of each section of `questionnaire`. A rule of one question fills no gap: it may not hold."""
    return [
        SectionAdvice(
            section,
            own := tuple(rule for rule in rules if rule.section == section.key),
            tuple(
                Served(str(kind.label), str(size.label), _count(own, kind, size))
                for kind in Territory.LOCAL
                for size in TerritorySize
            ),
        )
        for section in questionnaire.sections
    ]


def orphans(questionnaire: Questionnaire, rules: Sequence[Advice]) -> list[Advice]:
    """The rules of a section or question that the questionnaire has no longer."""
    sections = {section.key for section in questionnaire.sections}
    return [
        rule
        for rule in rules
        if rule.section not in sections
        or (rule.question and rule.question not in questionnaire.by_key)
    ]


def _count(rules: Sequence[Advice], kind: Territory.Kind, size: TerritorySize) -> int:
    # Weak is less than that: a rule for "at most 10 %" leaves most weak towns without advice.
    reached = (percent(WEAK) or 0) - 1
    return sum(
        not rule.question
        and rule.at_most >= reached
        and (not rule.kinds or kind in rule.kinds)
        and (not rule.sizes or size in rule.sizes)
        for rule in rules
    )

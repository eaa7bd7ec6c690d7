"""At most three things to do in the coming 90 days, chosen by the editors' rules and the hours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from experiences.diagnostic.advice import Advice
from experiences.diagnostic.result import Area, Result
from experiences.diagnostic.scoring import percent
from territories.models import Territory
from ui.typography import NBSP, number

MOST = 3
# Hours of 90 days of a town that has not said how many it can give: one working day.
ASSUMED_HOURS = 7


@dataclass(frozen=True)
class Action:
    """One thing to do. `because`: why here; the rule says what it brings."""

    advice: Advice
    area: Area
    because: str


@dataclass(frozen=True)
class Plan:
    """`hours` that were counted with, `assumed` where the town said none.

    `least`: hours of the shortest advice that would fit, where none fits into the hours.
    """

    actions: tuple[Action, ...]
    hours: int
    assumed: bool
    least: int | None

    @property
    def taken(self) -> int:
        return sum(action.advice.hours for action in self.actions)


def plan(result: Result, rules: Sequence[Advice], territory: Territory, hours: int | None) -> Plan:
    """The weakest areas first, one thing for each first, all of them within `hours`.

    In an area, the editors' order; what takes too long is passed over for the next.
    """
    counted = ASSUMED_HOURS if hours is None else hours
    offers = [
        found for area in _weakest(result.areas) if (found := _fitting(area, rules, territory))
    ]
    chosen: list[Action] = []
    left = counted
    # Once around the areas for one each, then again for what is left.
    for _round in range(MOST):
        for offer in offers:
            action = next((one for one in offer if one.advice.hours <= left), None)
            if action is None or len(chosen) == MOST:
                continue
            offer.remove(action)
            chosen.append(action)
            left -= action.advice.hours
    waiting = [action.advice.hours for offer in offers for action in offer]
    return Plan(
        tuple(chosen), counted, hours is None, min(waiting) if waiting and not chosen else None
    )


def _weakest(areas: Iterable[Area]) -> list[Area]:
    known = [area for area in areas if area.known is not None]
    return sorted(known, key=lambda area: area.known or Fraction(0))


def _fitting(area: Area, rules: Sequence[Advice], territory: Territory) -> list[Action]:
    """What the rules offer for one area, in their order."""
    return [
        Action(rule, area, because)
        for rule in rules
        if rule.section == area.section.key and rule.fits(territory)
        for because in _because(area, rule)
    ]


def _because(area: Area, rule: Advice) -> Iterator[str]:
    """Why `rule` holds in `area`, in words; nothing where it does not."""
    if not rule.question:
        if area.score.percent is not None and area.score.percent <= rule.at_most:
            yield _("because “%(area)s” reaches %(percent)s") % {
                "area": area.section.title,
                "percent": f"{number(area.score.percent)}{NBSP}%",
            }
        return
    for reason in area.answered:
        if reason.question.key == rule.question and (percent(reason.share) or 0) <= rule.at_most:
            yield _("because to “%(question)s” the answer is “%(answer)s”") % {
                "question": reason.question.text,
                "answer": reason.said,
            }

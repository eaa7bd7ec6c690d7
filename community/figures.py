"""What moderators decided, by year: numbers alone, for everybody.

The report of Regulation (EU) 2022/2065 (Digital Services Act), article 15.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear

from community.forum_conversation.held import Reason
from community.models import Decision, Report


@dataclass
class Year:
    """One year: decisions by kind, reports made, and what became of held messages by reason."""

    year: int
    reports: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    published: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def by_decision(self) -> list[tuple[str, int]]:
        """(words, number), in the order of `Decision.Action`."""
        return [
            (str(action.label), self.decisions[action])
            for action in Decision.Action
            if self.decisions[action]
        ]

    @property
    def by_reason(self) -> list[tuple[str, int, int]]:
        """(why it was held, published, refused); a message may have been held for several."""
        return [
            (str(reason.label), self.published[reason], self.refused[reason])
            for reason in Reason
            if self.published[reason] or self.refused[reason]
        ]


def yearly_figures() -> list[Year]:
    """Each year with a decision or a report, the last first. Two queries."""
    years: dict[int, Year] = {}
    decisions = Decision.objects.order_by().annotate(year=ExtractYear("made_at"))
    rows: Any = decisions.values_list("year", "action", "grounds").annotate(number=Count("pk"))
    for year, action, grounds, number in rows:
        figures = years.setdefault(year, Year(year))
        figures.decisions[action] += number
        becomes = {"approved": figures.published, "refused": figures.refused}.get(action, Counter())
        becomes.update(dict.fromkeys(grounds, number))
    reports = Report.objects.order_by().annotate(year=ExtractYear("made_at"))
    counted: Any = reports.values_list("year").annotate(number=Count("pk"))
    for year, number in counted:
        years.setdefault(year, Year(year)).reports = number
    return [years[year] for year in sorted(years, reverse=True)]

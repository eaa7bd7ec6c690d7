"""The first results of a search that found many, in the order that was asked for."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache, partial
from heapq import nlargest, nsmallest
from operator import itemgetter
from typing import Any

from django.utils import timezone

from search.engines.matching import CHANGE, COMPLETENESS, DAY, FACETS, KEY, SCORE, Match
from search.engines.places import Outlook
from search.kinds import Kind
from search.query import Sort

# How much a document gains that is complete, or that is of this year; it is a nudge, no order.
COMPLETE, RECENT = 0.15, 0.15
MOST = 1 + COMPLETE + RECENT
# Matches with the best words that are looked at for each one that is wanted.
LEADERS = 10
# What the score of a topic of the forum or of a shared document is multiplied with: where both say
# as much, what editors have checked stands before what members say. Measured: docs/relevance.md.
OF_MEMBERS = 0.5
TOPIC, SHARED = (f"type={kind.value}" for kind in (Kind.DISCUSSION, Kind.DOCUMENT))  # facets
HALF_LIFE = 3.0  # years after which half of the gain of the new is left


def first(found: Sequence[Match], number: int, sort: Sort, outlook: Outlook | None) -> list[Match]:
    """The first `number` of the matches, from the best on; the same at each call.

    Equals stand in the order of the sort before: the best, then the newest, then the oldest row.
    """
    today = timezone.localdate().isoformat()
    best = partial(relevance, today=today)
    rank: Callable[[Match], Any] = best
    if sort == Sort.DATE:
        rank = newest
    elif sort == Sort.SOON:
        return soonest(found, number)
    elif outlook and sort == Sort.DISTANCE:
        near = outlook.distance
        return nlargest(number, found, key=lambda it: (-round(near(it[KEY]), 1), *best(it)))
    elif outlook and sort == Sort.LIKENESS:
        alike = outlook.likeness
        return nlargest(number, found, key=lambda it: (round(alike(it[KEY]), 3), *best(it)))
    else:
        found = promising(found, number, best)
    return nlargest(number, found, key=rank)


def soonest(found: Sequence[Match], number: int) -> list[Match]:
    """Those that change next; then what never does, the newest first."""
    changing = [match for match in found if match[CHANGE]]
    changing.sort(key=newest, reverse=True)
    soon = nsmallest(number, changing, key=itemgetter(CHANGE))
    still = (match for match in found if not match[CHANGE])
    return [*soon, *nlargest(number - len(soon), still, key=newest)]


def newest(match: Match) -> tuple[str, int]:
    return match[DAY], -match[KEY]


def relevance(match: Match, *, today: str) -> tuple[float, str, int]:
    gained = boost(match[DAY], match[COMPLETENESS], today)
    if TOPIC in match[FACETS] or SHARED in match[FACETS]:
        gained *= OF_MEMBERS
    return match[SCORE] * gained, match[DAY], -match[KEY]


def promising(
    found: Sequence[Match], number: int, best: Callable[[Match], tuple[float, str, int]]
) -> Sequence[Match]:
    """Those that may be among the first `number`, whatever they gain: of many, few do."""
    if len(found) <= number * LEADERS:
        return found
    leaders = nlargest(number * LEADERS, found, key=itemgetter(SCORE))
    enough = nlargest(number, map(best, leaders))[-1][0] / MOST
    return [match for match in found if match[SCORE] >= enough]


@lru_cache(maxsize=20_000)
def boost(day: str, completeness: float, today: str) -> float:
    """The factor of a document's rank, from 1 to 1.3: complete and recent ones gain."""
    if not day:
        return 1 + COMPLETE * completeness
    years = max(0, (date.fromisoformat(today) - date.fromisoformat(day)).days) / 365.25
    return 1 + COMPLETE * completeness + RECENT * 0.5 ** (years / HALF_LIFE)

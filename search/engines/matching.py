"""Which documents answer the words of a question, seen by the public, and how well."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from search.engines.text import text_index
from search.engines.words import Clause, Words

# How much a document gains that is complete, or that is of this year; it is a nudge, no order.
COMPLETE, RECENT = 0.15, 0.15
COUNTED = 1_000  # beyond, a word is as frequent as can be
HALF_LIFE = 3.0  # years after which half of the gain of the new is left

# SQLite keeps the order of a CROSS JOIN: from the words to the documents. Left to choose, it
# asks the full-text index again for each document. PostgreSQL plans it like any join.
AND_DOCUMENT = "CROSS JOIN search_document d WHERE d.id = m.id"
VISIBLE = (
    "d.locale = %s AND (d.go_live_at IS NULL OR d.go_live_at <= %s) "
    "AND (d.expire_at IS NULL OR d.expire_at > %s)"
)


class Match(NamedTuple):
    """One document that answers: what it takes to filter, count and sort it."""

    id: int
    facets: str
    score: float
    day: str  # ISO date; empty where there is none


def visible_to_all(locale: str) -> list[Any]:
    """The parameters of `VISIBLE`, now."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    return [locale, now, now]


def matches(words: Words, locale: str) -> list[Match]:
    """Every document in `locale` that the public may see and that has the words: one query."""
    visible = visible_to_all(locale)
    if words.clauses:
        found = text_index().matching(words)
        sql = (
            "SELECT d.id, d.facets, m.score, d.date, d.completeness "  # noqa: S608
            f"FROM ({found.sql}) m {AND_DOCUMENT} AND {VISIBLE}"
        )
        parameters = [*found.parameters, *visible]
    else:
        sql = (
            "SELECT d.id, d.facets, 1, d.date, d.completeness "  # noqa: S608
            f"FROM search_document d WHERE {VISIBLE}"
        )
        parameters = visible
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        today = timezone.localdate().isoformat()
        return [
            Match(number, facets, score * boost(str(day or ""), complete, today), str(day or ""))
            for number, facets, score, day, complete in cursor.fetchall()
        ]


def frequencies(terms: Sequence[str], locale: str) -> dict[str, int]:
    """In how many visible documents each term stands, up to `COUNTED`: one query."""
    parts, parameters = [], []
    for place, term in enumerate(terms):
        found = text_index().matching(Words((Clause((term,)),), (term,)))
        parts.append(
            f"SELECT {place}, COUNT(*) FROM (SELECT 1 FROM ({found.sql}) m "  # noqa: S608
            f"{AND_DOCUMENT} AND {VISIBLE} LIMIT {COUNTED}) counted"
        )
        parameters += [*found.parameters, *visible_to_all(locale)]
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return {terms[place]: number for place, number in cursor.fetchall()}


@lru_cache(maxsize=20_000)
def boost(day: str, completeness: float, today: str) -> float:
    """The factor of a document's rank, from 1 to 1.3: complete and recent ones gain."""
    if not day:
        return 1 + COMPLETE * completeness
    years = max(0, (date.fromisoformat(today) - date.fromisoformat(day[:10])).days) / 365.25
    return 1 + COMPLETE * completeness + RECENT * 0.5 ** (years / HALF_LIFE)

"""Which documents answer the words of a question, seen by the public, and how well."""

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from search.engines.text import text_index
from search.engines.words import Clause, Words

COUNTED = 1_000  # beyond, a word is as frequent as can be

# SQLite keeps the order of a CROSS JOIN: from the words to the documents. Left to choose, it
# asks the full-text index again for each document. PostgreSQL plans it like any join.
AND_DOCUMENT = "CROSS JOIN search_document d WHERE d.id = m.id"
VISIBLE = (
    "d.locale = %s AND (d.go_live_at IS NULL OR d.go_live_at <= %s) "
    "AND (d.expire_at IS NULL OR d.expire_at > %s)"
)


# One document that answers, as its row comes: key, facets (as in `Document.facets`), score of the
# words (above 0; 1 where none was sought), ISO date (empty where there is none), completeness, ISO
# date of the next change (empty where there is none).
# A search of a large site has tens of thousands: they are not made into anything else.
Match = tuple[int, str, float, str, float, str]
KEY: Final = 0
FACETS: Final = 1
SCORE: Final = 2
DAY: Final = 3
COMPLETENESS: Final = 4
CHANGE: Final = 5


def visible_to_all(locale: str) -> list[Any]:
    """The parameters of `VISIBLE`, now."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    return [locale, now, now]


COLUMNS = (
    "COALESCE(CAST(d.date AS text), ''), d.completeness, COALESCE(CAST(d.changes_on AS text), '')"
)


def matches(words: Words, locale: str) -> list[Match]:
    """Every document in `locale` that the public may see and that has the words: one query."""
    visible = visible_to_all(locale)
    if words.clauses:
        found = text_index().matching(words)
        sql = (
            f"SELECT d.id, d.facets, m.score, {COLUMNS} "  # noqa: S608
            f"FROM ({found.sql}) m {AND_DOCUMENT} AND {VISIBLE}"
        )
        parameters = [*found.parameters, *visible]
    else:
        sql = f"SELECT d.id, d.facets, 1, {COLUMNS} FROM search_document d WHERE {VISIBLE}"  # noqa: S608
        parameters = visible
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


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

"""Full text on SQLite: an FTS5 table of terms, ranked by bm25."""

from collections.abc import Iterable

from django.db import connection

from search.engines.text.terms import BODY, SUMMARY, TITLE, TYPED, DocumentTerms, Statement
from search.engines.words import Clause, Terms, Words

# bm25 is negative, and better the lower.
SCORE = f"-bm25(search_terms, {TITLE}, {SUMMARY}, {BODY})"


class SQLiteText:
    def write(self, documents: Iterable[DocumentTerms]) -> None:
        rows = [
            (identifier, " ".join(title), " ".join(summary), " ".join(body))
            for identifier, title, summary, body in documents
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_terms WHERE rowid = %s", [row[:1] for row in rows]
            )
            cursor.executemany(
                "INSERT INTO search_terms (rowid, title, summary, body) VALUES (%s, %s, %s, %s)",
                rows,
            )

    def purge(self) -> None:
        # A deletion leaves the old terms in their segment until that is merged: merge all of them
        # (https://www.sqlite.org/fts5.html#the_optimize_command). "secure-delete" is of 3.42.
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_terms (search_terms) VALUES ('optimize')")

    def matching(self, words: Words) -> Statement:
        # bm25 adds up whatever stands in an expression: what is in it twice counts twice.
        times = TYPED if any(clause.equivalents for clause in words.clauses) else 1
        clauses = [expression(clause, times) for clause in words.clauses]
        in_a_row = " OR ".join([phrase(words.phrase)] * times)
        if words.all_required:
            sought = " AND ".join(f"({clause})" for clause in clauses)
            if len(words.phrase) > 1:
                # The phrase adds its own rank; it finds nothing that its words do not.
                sought = f"({sought}) OR {in_a_row}"
            return Statement(
                f"SELECT rowid AS id, {SCORE} AS score FROM search_terms "  # noqa: S608
                "WHERE search_terms MATCH %s",
                [sought],
            )
        each = (
            f"SELECT rowid AS id, {SCORE} AS score, %s AS has FROM search_terms "  # noqa: S608
            "WHERE search_terms MATCH %s"
        )
        parts = [each] * (len(clauses) + 1)
        parameters: list[object] = []
        for clause, match in zip(words.clauses, clauses, strict=True):
            parameters += [clause.weight, match]
        parameters += [0, in_a_row, words.required]
        return Statement(
            f"SELECT id, SUM(score) AS score FROM ({' UNION ALL '.join(parts)}) "  # noqa: S608
            "GROUP BY id HAVING SUM(has) >= %s",
            parameters,
        )


def phrase(terms: Terms) -> str:
    """The terms in a row; each quoted, so that none is read as an operator."""
    return '"' + " ".join(term.replace('"', "") for term in terms) + '"'


def expression(clause: Clause, times: int = 1) -> str:
    """A clause in the language of FTS5; what was typed stands in it so many `times`."""
    typed = " AND ".join(phrase((term,)) for term in clause.typed)
    return " OR ".join([*[f"({typed})"] * times, *map(phrase, clause.equivalents)])

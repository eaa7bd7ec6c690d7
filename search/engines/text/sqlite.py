"""Full text on SQLite: an FTS5 table of terms, ranked by bm25."""

from collections.abc import Iterable

from django.db import connection

from search.engines.text.terms import BODY, SUMMARY, TITLE, DocumentTerms, Statement
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

    def matching(self, words: Words) -> Statement:
        clauses = [expression(clause) for clause in words.clauses]
        if words.all_required:
            sought = " AND ".join(f"({clause})" for clause in clauses)
            if len(words.phrase) > 1:
                # The phrase adds its own rank; it finds nothing that its words do not.
                sought = f"({sought}) OR {phrase(words.phrase)}"
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
        parameters += [0, phrase(words.phrase), words.required]
        return Statement(
            f"SELECT id, SUM(score) AS score FROM ({' UNION ALL '.join(parts)}) "  # noqa: S608
            "GROUP BY id HAVING SUM(has) >= %s",
            parameters,
        )


def phrase(terms: Terms) -> str:
    """The terms in a row; each quoted, so that none is read as an operator."""
    return '"' + " ".join(term.replace('"', "") for term in terms) + '"'


def expression(clause: Clause) -> str:
    """A clause in the language of FTS5."""
    typed = " AND ".join(phrase((term,)) for term in clause.typed)
    return " OR ".join([f"({typed})", *map(phrase, clause.equivalents)])

"""Full text on PostgreSQL: a tsvector of terms with a GIN index."""

from collections.abc import Iterable

from django.db import connection

from search.engines.text.terms import BODY, SUMMARY, TITLE, TYPED, DocumentTerms, Statement
from search.engines.words import Clause, Terms, Words

# Of the labels D, C, B, A, in this order; C is not used.
WEIGHTS = "{" + f"{BODY / TITLE}, 0, {SUMMARY / TITLE}, 1" + "}"
# A rank divided by 1 + the logarithm of the length, so that long texts do not win by length.
BY_LENGTH = 1
MAX_POSITION = 16_383  # of a tsvector
GAP = 50  # between fields, so that no phrase runs from one into the next
RANK = f"ts_rank('{WEIGHTS}', terms, %s::tsquery, {BY_LENGTH})"


class PostgreSQLText:
    def write(self, documents: Iterable[DocumentTerms]) -> None:
        rows = [(vector(document), document.document_id) for document in documents]
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_documenttext SET terms = %s::tsvector WHERE document_id = %s", rows
            )

    def purge(self) -> None:
        """Autovacuum does, as for every table."""

    def matching(self, words: Words) -> Statement:
        clauses = [expression(clause) for clause in words.clauses]
        every, some = " & ".join(clauses), " | ".join(clauses)
        typed = " | ".join(together(clause.typed) for clause in words.clauses)
        equivalents = [terms for clause in words.clauses for terms in clause.equivalents]
        sought = phrase(words.phrase)
        # ts_rank knows nothing of order and fields of a phrase: a match says where it stands.
        score = (
            f"{RANK} + {RANK} * CASE WHEN terms @@ %s::tsquery THEN 1 WHEN terms @@ %s::tsquery "
            f"THEN {SUMMARY / TITLE} WHEN terms @@ %s::tsquery THEN {BODY / TITLE} ELSE 0 END"
        )
        in_title, in_summary = phrase(words.phrase, "A"), phrase(words.phrase, "B")
        parameters: list[object] = [typed, sought, in_title, in_summary, sought]
        if equivalents:
            score = f"{RANK} / {TYPED} + {score}"
            parameters.insert(0, " | ".join(map(phrase, equivalents)))
        # The long value is unpacked once (OFFSET 0 keeps the two SELECTs apart), not once a use.
        sql = (
            f"SELECT id, {score} AS score FROM (SELECT document_id AS id, "  # noqa: S608
            "terms || ''::tsvector AS terms FROM search_documenttext "
            "WHERE terms @@ %s::tsquery OFFSET 0) found"
        )
        if words.all_required:
            return Statement(sql, [*parameters, every])
        has = " + ".join(["(terms @@ %s::tsquery)::int * %s"] * len(clauses))
        parameters += [some]
        for clause, match in zip(words.clauses, clauses, strict=True):
            parameters += [match, clause.weight]
        return Statement(f"{sql} WHERE {has} >= %s", [*parameters, words.required])


def quoted(term: str) -> str:
    """A term as a literal of tsvector and tsquery: nothing in it is read as an operator."""
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def vector(document: DocumentTerms) -> str:
    """The literal of a document's terms, each with its places and the weight of its field."""
    places: dict[str, list[str]] = {}
    start = 1
    for label, terms in zip("ABD", document[1:], strict=True):
        for position, term in enumerate(terms[: max(0, MAX_POSITION - start)], start=start):
            places.setdefault(term, []).append(f"{position}{label}")
        start += len(terms) + GAP
    return " ".join(f"{quoted(term)}:{','.join(found)}" for term, found in places.items())


def phrase(terms: Terms, label: str = "") -> str:
    """The terms in a row; in the field of that label only, where one is given."""
    suffix = f":{label}" if label else ""
    return f"({' <-> '.join(quoted(term) + suffix for term in terms)})"


def expression(clause: Clause) -> str:
    """A clause in the language of tsquery, in brackets."""
    return f"({' | '.join([together(clause.typed), *map(phrase, clause.equivalents)])})"


def together(terms: Terms) -> str:
    """Every one of the terms, wherever it stands, in brackets."""
    return f"({' & '.join(map(quoted, terms))})"

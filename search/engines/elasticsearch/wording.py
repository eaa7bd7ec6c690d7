"""The words of a question as a query, and how they are marked in what is found."""

from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.engines.elasticsearch.indices import SATURATION
from search.engines.highlighting import LOOKED_THROUGH, PASSAGE
from search.engines.text.terms import BODY, SUMMARY, TITLE, TYPED
from search.engines.words import Clause, Terms, Words

# Keywords weigh like the summary, mentions like the body.
WEIGHTS = {"title": TITLE, "summary": SUMMARY, "keywords": SUMMARY, "body": BODY, "mentions": BODY}
WEIGHTED = [f"{field}^{weight}" for field, weight in WEIGHTS.items()]
# A phrase is scored in one field, whose boost multiplies the score as a whole: it is what BM25
# makes of that weight, or eight times the score would drown every other word.
IN_A_ROW = [f"{field}^{weight / (weight + SATURATION)}" for field, weight in WEIGHTS.items()]
# Stop words keep their place in the index: a phrase may step over two of them.
STEPS = 2


def seek(words: Words) -> Query:
    """Documents that have the words: all of two, two thirds of more (`Words.required`)."""
    clauses = [_clause(clause, words) for clause in words.clauses]
    phrase = [_phrase(words.phrase, words)] if len(words.phrase) > 1 else []
    if words.all_required:
        return Q("bool", must=clauses, should=phrase)
    # A clause that stands for two typed words counts twice.
    weighed = [
        query
        for clause, query in zip(words.clauses, clauses, strict=True)
        for _ in range(clause.weight)
    ]
    enough = Q("bool", should=weighed, minimum_should_match=words.required)
    return Q("bool", filter=[enough], should=[*clauses, *phrase])


def _clause(clause: Clause, words: Words) -> Query:
    """Every typed word, each in whatever field, or one of the equivalents as a phrase."""
    typed = _together(clause.typed, words)
    equivalents = [
        _phrase(terms, words) if len(terms) > 1 else _together(terms, words)
        for terms in clause.equivalents
    ]
    if not equivalents:
        return typed
    return Q("bool", should=[typed, Q("bool", should=equivalents, boost=1 / TYPED)])


def _together(terms: Terms, words: Words) -> Query:
    return Q("combined_fields", query=_spelled(terms, words), fields=WEIGHTED, operator="and")


def _phrase(terms: Terms, words: Words) -> Query:
    text = _spelled(terms, words)
    return Q("multi_match", query=text, fields=IN_A_ROW, type="phrase", slop=STEPS)


def _spelled(terms: Terms, words: Words) -> str:
    """Words for terms: the server makes terms of its own, as it did of what it indexed."""
    return " ".join(words.spelled[term] for term in terms)


def marking(words: Words) -> dict[str, Any]:
    """The `highlight` part: titles and summaries whole, of the body the passage that says most.

    Each word that is sought is marked wherever it stands, as in the embedded engine: the query
    with its phrases would have the server read every text again. What comes out is HTML with
    everything escaped but <mark>.
    """
    sought = {"match": {"title": " ".join(words.spelled[term] for term in sorted(words.terms))}}
    whole = {"number_of_fragments": 0}
    passage = {"number_of_fragments": 1, "fragment_size": PASSAGE, "order": "score"}
    return {
        "encoder": "html",
        "pre_tags": ["<mark>"],
        "post_tags": ["</mark>"],
        "highlight_query": sought,
        "require_field_match": False,  # all three are read alike
        "max_analyzed_offset": LOOKED_THROUGH,
        "fields": {"title": whole, "summary": whole, "body": passage},
    }

"""Quotes the documents that a result offers, where its own texts have none of the sought words."""

from collections.abc import Sequence, Set
from dataclasses import replace
from html import escape

from search.analysis import Analyser, analyser
from search.engines.highlighting import far_passage, marked
from search.engines.words import Words
from search.models import DocumentText
from search.results import Hit

MARK = "<mark>"


def with_documents(hits: tuple[Hit, ...], words: Words, locale: str) -> tuple[Hit, ...]:
    """`hits`, those that quote nothing with the passage of the document that says most.

    One query, none when every hit quotes something.
    """
    silent = [hit.id for hit in hits if not (hit.title_html or hit.highlight)]
    if not silent or not words.terms:
        return hits
    texts = DocumentText.objects.filter(document__key__in=silent).exclude(attached=[])
    attached = dict(texts.values_list("document__key", "attached"))
    read = analyser(locale)
    return tuple(
        _quoting(hit, attached[hit.id], words.terms, read) if hit.id in attached else hit
        for hit in hits
    )


def _quoting(
    hit: Hit, documents: Sequence[tuple[str, str]], terms: Set[str], read: Analyser
) -> Hit:
    found = [
        (marked(title, terms, read), far_passage(text, terms, read), title)
        for title, text in documents
    ]
    said, quoted, title = max(found, key=lambda each: (each[0] + each[1]).count(MARK))
    return replace(hit, attached=said or escape(title), highlight=quoted) if said or quoted else hit

"""The embedded engine: answers from the database of the site, SQLite or PostgreSQL alike."""

from collections.abc import Sequence

from search.analysis import analyser
from search.engines.corrections import correct
from search.engines.facets import count
from search.engines.highlighting import marked, passage
from search.engines.labels import facets
from search.engines.matching import Match, matches
from search.engines.suggestions import suggest
from search.engines.words import Words, read
from search.models import Document, Synonym
from search.query import MAX_PAGE_SIZE, SearchQuery, Sort
from search.results import Hit, SearchResults, Suggestion


class DatabaseEngine:
    """Twelve queries at most for a page, however many documents there are."""

    name = "database"

    def search(self, query: SearchQuery) -> SearchResults:
        words = self._words(query)
        found = matches(words, query.locale)
        kept, counts = count(((match.id, match.facets) for match in found), query.selected)
        ordered = in_order([match for match in found if match.id in kept], query.sort)
        size = min(max(query.page_size, 1), MAX_PAGE_SIZE)
        start = (max(query.page, 1) - 1) * size
        shown = ordered[start : start + size]
        return SearchResults(
            hits=hits([match.id for match in shown], words, query),
            total=len(ordered),
            facets=facets(counts, query),
            page=max(query.page, 1),
            pages=-(-len(ordered) // size),
            engine=self.name,
            corrected="" if found or not words.clauses else correct(query),
        )

    def suggest(self, text: str, locale: str) -> tuple[Suggestion, ...]:
        return suggest(text, locale)

    def _words(self, query: SearchQuery) -> Words:
        if not query.text:
            return Words()
        synonyms = Synonym.objects.filter(locale__language_code=query.locale)
        return read(
            query.text, analyser(query.locale), [synonym.alternatives for synonym in synonyms]
        )


def in_order(found: Sequence[Match], sort: Sort) -> list[Match]:
    """The matches from the first to the last; the same at each call."""
    newest = sorted(found, key=lambda match: (match.day, -match.id), reverse=True)
    if sort == Sort.DATE:
        return newest
    # Of equal rank, the newest first: the second sort keeps the order of the first.
    return sorted(newest, key=lambda match: -match.score)


def hits(ids: Sequence[int], words: Words, query: SearchQuery) -> tuple[Hit, ...]:
    """The documents of a page of results, in the order of `ids`: one query."""
    documents = Document.objects.select_related("text").in_bulk(ids)
    return tuple(_hit(documents[each], words, query) for each in ids if each in documents)


def _hit(document: Document, words: Words, query: SearchQuery) -> Hit:
    text, terms, reader = document.text, words.terms, analyser(query.locale)
    return Hit(
        id=document.page_id,
        url=text.url,
        kind=document.kind,
        title=text.title,
        summary=text.summary,
        title_html=marked(text.title, terms, reader) if terms else "",
        highlight=(
            (marked(text.summary, terms, reader) or passage(text.body, terms, reader))
            if terms
            else ""
        ),
        date=document.date,
        data=text.data,
    )

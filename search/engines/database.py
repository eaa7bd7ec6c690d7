"""The embedded engine: answers from the database of the site, SQLite or PostgreSQL alike."""

from collections.abc import Sequence

from search.analysis import analyser
from search.engines.corrections import correct
from search.engines.facets import count
from search.engines.highlighting import marked, passage
from search.engines.labels import facets
from search.engines.matching import Match, matches
from search.engines.places import Outlook, look
from search.engines.suggestions import suggest
from search.engines.words import Words, asked
from search.models import Document
from search.query import MAX_PAGE_SIZE, Area, SearchQuery, Sort
from search.results import Hit, SearchResults, Suggestion, last_page


class DatabaseEngine:
    """Twelve queries at most for a page, however many documents there are."""

    name = "database"

    def search(self, query: SearchQuery) -> SearchResults:
        words = asked(query)
        every = matches(words, query.locale)
        outlook = look(query.commune, query.area, query.locale) if query.commune else None
        found = every
        if outlook and query.area != Area.ANYWHERE:
            found = [match for match in every if match.id in outlook.places]
        kept, counts, without = count(((match.id, match.facets) for match in found), query.selected)
        ordered = in_order([match for match in found if match.id in kept], query.sort, outlook)
        size = min(max(query.page_size, 1), MAX_PAGE_SIZE)
        start = (max(query.page, 1) - 1) * size
        shown = [match.id for match in ordered[start : start + size]]
        return SearchResults(
            hits=hits(shown, words, query, outlook),
            total=len(ordered),
            facets=facets(counts, query),
            page=max(query.page, 1),
            pages=last_page(len(ordered), size),
            engine=self.name,
            without=without,
            corrected="" if every or not words.clauses else correct(query),
        )

    def suggest(self, text: str, locale: str) -> tuple[Suggestion, ...]:
        return suggest(text, locale)


def in_order(found: list[Match], sort: Sort, outlook: Outlook | None) -> list[Match]:
    """The matches from the first to the last; the same at each call.

    Each sort keeps the order of the one before among equals: the newest first, then the best.
    """
    ordered = sorted(found, key=lambda match: (match.day, -match.id), reverse=True)
    if sort == Sort.DATE:
        return ordered
    ordered.sort(key=lambda match: -match.score)
    if outlook and sort == Sort.DISTANCE:
        ordered.sort(key=lambda match: round(outlook.distance(match.id), 1))
    elif outlook and sort == Sort.LIKENESS:
        ordered.sort(key=lambda match: -round(outlook.likeness(match.id), 3))
    return ordered


def hits(
    ids: Sequence[int], words: Words, query: SearchQuery, outlook: Outlook | None
) -> tuple[Hit, ...]:
    """The documents of a page of results, in the order of `ids`: one query."""
    documents = Document.objects.select_related("text").in_bulk(ids)
    return tuple(
        _hit(documents[each], words, query, outlook.reason(each) if outlook else "")
        for each in ids
        if each in documents
    )


def _hit(document: Document, words: Words, query: SearchQuery, reason: str) -> Hit:
    text, terms, reader = document.text, words.terms, analyser(query.locale)
    quoted = ""
    if terms:
        quoted = marked(text.summary, terms, reader) or passage(text.body, terms, reader)
    return Hit(
        id=document.page_id,
        url=text.url,
        kind=document.kind,
        title=text.title,
        summary=text.summary,
        title_html=marked(text.title, terms, reader) if terms else "",
        highlight=quoted,
        date=document.date,
        data=text.data,
        reason=reason,
    )

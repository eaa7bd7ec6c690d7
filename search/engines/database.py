"""The embedded engine: answers from the database of the site, SQLite or PostgreSQL alike."""

from collections.abc import Sequence

from search.analysis import analyser
from search.engines.attached import with_documents
from search.engines.corrections import correct
from search.engines.facets import count
from search.engines.highlighting import marked, passage
from search.engines.labels import facets
from search.engines.matching import KEY, matches
from search.engines.ordering import first
from search.engines.places import Outlook, look
from search.engines.suggestions import suggest
from search.engines.words import Words, asked
from search.models import Document
from search.query import MAX_PAGE_SIZE, Area, SearchQuery
from search.results import Hit, SearchResults, Suggestion, last_page


class DatabaseEngine:
    """Thirteen queries at most for a page, however many documents there are."""

    name = "database"

    def search(self, query: SearchQuery) -> SearchResults:
        words = asked(query)
        every = matches(words, query.locale)
        outlook = look(query.commune, query.area, query.locale) if query.commune else None
        found = every
        if outlook and query.area != Area.ANYWHERE:
            found = [match for match in every if match[KEY] in outlook.places]
        kept, counts, without = count(found, query.selected)
        size = min(max(query.page_size, 1), MAX_PAGE_SIZE)
        start = (max(query.page, 1) - 1) * size
        ordered = first(kept, start + size, query.sort, outlook)
        shown = [match[KEY] for match in ordered[start:]]
        return SearchResults(
            hits=with_documents(hits(shown, words, query, outlook), words, query.locale),
            total=len(kept),
            facets=facets(counts, query),
            page=max(query.page, 1),
            pages=last_page(len(kept), size),
            engine=self.name,
            without=without,
            corrected=correct(query, words)
            if words.clauses and not (every and words.all_required)
            else "",
        )

    def suggest(self, text: str, locale: str) -> tuple[Suggestion, ...]:
        return suggest(text, locale)


def hits(
    ids: Sequence[int], words: Words, query: SearchQuery, outlook: Outlook | None
) -> tuple[Hit, ...]:
    """The documents of a page of results, in the order of `ids`: one query."""
    # They may be long; the documents are read for those hits alone that quote nothing else.
    unshown = ("text__keywords", "text__mentions", "text__attached")
    documents = Document.objects.select_related("text").defer(*unshown).in_bulk(ids)
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
        id=document.key,
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

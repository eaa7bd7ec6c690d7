"""The engine that asks the search server: one request for a page, with every facet in it."""

from dataclasses import replace

from django.utils import timezone
from elasticsearch.dsl import Q, Search

from search.engines.attached import with_documents
from search.engines.corrections import correct
from search.engines.elasticsearch.answers import results
from search.engines.elasticsearch.asking import ask
from search.engines.elasticsearch.questions import request, visible
from search.engines.places import standpoint
from search.engines.suggestions import MOST_TITLES, beginning, communes, themes
from search.engines.words import Words, asked
from search.query import SearchQuery
from search.results import SearchResults, Suggestion


class ElasticsearchEngine:
    """Raises NoAnswer: who asks decides what then (`search.engines.falling_back`)."""

    name = "elasticsearch"

    def search(self, query: SearchQuery) -> SearchResults:
        words = asked(query)
        here = standpoint(query.commune) if query.commune else None
        answer = ask(query.locale, request(query, words, here))
        found = results(answer, query, here)
        found = replace(found, hits=with_documents(found.hits, words, query.locale))
        if not words.clauses or (found.total and words.all_required):
            return found
        # The words of the index are in the database too, where what is withdrawn leaves them
        # at once: the server's own suggesters know those of deleted documents for a while.
        return replace(found, corrected=correct(query, words))

    def suggest(self, text: str, locale: str) -> tuple[Suggestion, ...]:
        typed = beginning(text, locale)
        if not typed:
            return ()
        return (*_titles(typed, locale), *themes(typed, locale), *communes(text))

    def answers(self, locale: str) -> None:
        """NoAnswer if a question without words, with every facet, is not answered in time."""
        ask(locale, request(SearchQuery(locale=locale, page_size=1), Words(), None))


def _titles(typed: str, locale: str) -> list[Suggestion]:
    """Titles in which a word begins so, those that begin so themselves first."""
    first = Q("constant_score", filter=Q("prefix", first_title_key=typed))
    every = [*visible(timezone.now()), Q("prefix", title_keys=typed)]
    search = (
        Search()
        .query("bool", filter=every, should=[first])
        .sort("_score", "-completeness", "document")
        .extra(_source=["title", "url", "kind", "data"], track_total_hits=False)
    )[:MOST_TITLES]
    hits = ask(locale, search.to_dict())["hits"]["hits"]
    return [
        Suggestion(
            group="page",
            label=hit["_source"]["title"],
            value="",
            url=hit["_source"]["url"],
            kind=hit["_source"]["kind"],
            data=hit["_source"].get("data") or {},
        )
        for hit in hits
    ]

"""Short ways to ask the engine in tests."""

from search.engines import get_engine
from search.models import Document
from search.query import SearchQuery
from search.rebuilding import rebuild
from search.results import SearchResults


def search(text: str = "", **fields) -> SearchResults:
    return get_engine().search(SearchQuery(text=text, **fields))


def found(text: str = "", **fields) -> list[int]:
    """The keys on the first page of results: those of pages, minus those of topics."""
    return [hit.id for hit in search(text, **fields).hits]


def counts(results: SearchResults, name: str) -> dict[str, int]:
    """The counts of a facet, by value."""
    [facet] = [facet for facet in results.facets if facet.name == name]
    return {value.value: value.count for value in facet.values}


def suggested(text: str, locale: str = "fr") -> list[str]:
    """The titles that are suggested."""
    return [each.label for each in get_engine().suggest(text, locale) if each.group == "page"]


def assert_nowhere(title: str) -> None:
    """Nothing comes out of what was hidden, be it as it was written or made anew.

    It bears `title`, with the word "zéphyrienne", and says "granulé" and "plaquettes".
    """
    for _ in range(2):
        for text in ("zéphyrienne", "granulé", "plaquettes", ""):
            results = search(text)
            assert (results.hits, results.total, results.corrected) == ((), 0, ""), text
            assert counts(results, "theme") == {}
        assert search("zephyriene").corrected == ""
        assert suggested("zéph") == suggested("chauff") == []
        assert not Document.objects.filter(text__title=title).exists()
        rebuild()

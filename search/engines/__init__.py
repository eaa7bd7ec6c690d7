"""The engines that answer a SearchQuery; which one does is a setting."""

from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from search.query import SearchQuery
from search.results import SearchResults, Suggestion


class Engine(Protocol):
    """What answers questions. Engines hold no state of a request: one serves all."""

    @property
    def name(self) -> str:
        """As it stands in `SearchResults.engine`."""

    def search(self, query: SearchQuery) -> SearchResults:
        """The answer to any question, whatever text it holds; a page beyond the last is empty."""

    def suggest(self, text: str, locale: str) -> tuple[Suggestion, ...]:
        """What the beginning of a text may become."""


def get_engine() -> Engine:
    """The engine that the setting SEARCH_ENGINE names."""
    return _engine(settings.SEARCH_ENGINE)


@lru_cache
def _engine(path: str) -> Engine:
    return import_string(path)()

"""The engines that answer a SearchQuery: the search server where there is one, or the database."""

from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from search.query import SearchQuery
from search.results import SearchResults, Suggestion

# By name: who asks the database alone does not load the client of the search server.
DATABASE = "search.engines.database.DatabaseEngine"
FALLING_BACK = "search.engines.falling_back.FallingBackEngine"


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
    """Elasticsearch where `ELASTICSEARCH_URL` names a server, which the database stands in for."""
    return _engine(FALLING_BACK if settings.ELASTICSEARCH_URL else DATABASE)


@lru_cache
def _engine(path: str) -> Engine:
    return import_string(path)()

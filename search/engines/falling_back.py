"""Asks the search server, and the database when the server is away, slow or wrong.

A visitor waits for the server once: what went wrong opens a breaker, which all processes share
through the cache. While it is open the database answers alone, and a thread that no visitor
waits for asks whether the server is back.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from typing import TypeVar

from django.core.cache import cache

from search.engines.database import DatabaseEngine
from search.engines.elasticsearch.asking import NoAnswer
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.query import SearchQuery
from search.results import SearchResults, Suggestion

log = logging.getLogger(__name__)
Found = TypeVar("Found")

BREAK = 2  # seconds from one question whether the server is back to the next
# Keys of the cache. What opens the breaker does not expire: it is closed when the server is back.
OPEN, ASKED = "search-server-away", "search-server-asked"


class FallingBackEngine:
    """Elasticsearch's answers, or the database's, which say that they are second best."""

    name = "elasticsearch"

    def __init__(self) -> None:
        self.server, self.database = ElasticsearchEngine(), DatabaseEngine()

    def search(self, query: SearchQuery) -> SearchResults:
        found = self._from_server(query.locale, lambda: self.server.search(query))
        return found or replace(self.database.search(query), degraded=True)

    def suggest(self, text: str, locale: str) -> tuple[Suggestion, ...]:
        found = self._from_server(locale, lambda: self.server.suggest(text, locale))
        return self.database.suggest(text, locale) if found is None else found

    def _from_server(self, locale: str, ask: Callable[[], Found]) -> Found | None:
        """The server's answer; None while it has none."""
        away = cache.get(OPEN)
        if away is not None:
            if cache.add(ASKED, True, BREAK):
                Thread(target=self.ask_whether_back, args=(away,), daemon=True).start()
            return None
        try:
            return ask()
        except NoAnswer as error:
            log.warning("The search server does not answer, the database does: %s", error)
            cache.set(OPEN, locale, timeout=None)
            cache.set(ASKED, True, BREAK)
            return None

    def ask_whether_back(self, locale: str) -> None:
        """Close the breaker if the server answers a plain question with every facet in it."""
        try:
            self.server.answers(locale)
        except NoAnswer:
            return
        cache.delete(OPEN)
        log.info("The search server answers again.")

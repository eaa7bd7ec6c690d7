"""One request to the search server, answered whole and in time or not at all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.exceptions import UnsupportedProductError

from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.indices import alias

Answer = dict[str, Any]

PATIENCE = 0.5  # seconds that a visitor waits, whatever the server does
MOST_AT_ONCE = 16  # requests of one process
# Parts of a body that the client calls otherwise.
NAMES = {"from": "from_", "_source": "source"}


class NoAnswer(Exception):
    """The server is away, slow or wrong; its cause says which."""


def ask(locale: str, body: dict[str, Any]) -> Answer:
    """The answer of the index of a locale to a search; NoAnswer after `PATIENCE` at the latest.

    What a part of the index did not answer is no answer.
    """
    parts = {NAMES.get(name, name): part for name, part in body.items()}
    asking = _patient(client(), PATIENCE)

    def send() -> Answer:
        answer = asking.search(index=alias(locale), allow_partial_search_results=False, **parts)
        found = dict(answer.body)
        if "hits" not in found or ("aggregations" in found) != ("aggs" in body):
            raise NoAnswer("What came is no answer to a search.")
        return found

    return within(PATIENCE, send)


def within(seconds: float, send: Callable[[], Answer]) -> Answer:
    """What `send` returns; NoAnswer when it fails or takes longer.

    The client's own limit is for each piece that it reads: a server that drips would hold it.
    """
    sent = _pool().submit(send)
    try:
        return sent.result(timeout=seconds)
    except (ApiError, TransportError, UnsupportedProductError, TimeoutError) as error:
        sent.cancel()
        raise NoAnswer(f"{type(error).__name__}: {error}") from error


@lru_cache(maxsize=4)
def _patient(server: Elasticsearch, seconds: float) -> Elasticsearch:
    """`server` as visitors ask it; kept, as the client makes all of its parts anew each time."""
    return server.options(request_timeout=seconds, max_retries=1)


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    """Made at the first request, so that a process that was forked has its own."""
    return ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="search")

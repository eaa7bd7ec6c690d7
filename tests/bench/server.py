"""Elasticsearch behind the search page: beside its bare request, and small beside large."""

import os
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.test import Client

from search.engines.elasticsearch import asking, indices
from search.engines.elasticsearch.client import client as server_client
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.questions import request
from search.engines.words import asked
from search.models import Document
from search.query import SearchQuery
from tests.bench.pairs import Action, Table
from tests.bench.sites import PLAIN, RARE
from tests.elasticsearch.filling import fill, make_indices

SMALL = 1_000
PAIRS = 100  # enough for a 95th percentile


def measure(table: Table, documents: int) -> None:
    settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_TEST_URL"]
    settings.CACHES["default"]["BACKEND"] = "django.core.cache.backends.locmem.LocMemCache"
    asking.PATIENCE = 60
    clear()
    with_prefix("bench-large", lambda: (make_indices(), fill()))
    with_prefix("bench-small", lambda: (make_indices(), fill(few())))
    try:
        pages(table, documents)
        sizes(table, documents)
    finally:
        clear()


def pages(table: Table, documents: int) -> None:
    table.title(f"Search page on Elasticsearch, {documents} documents")
    settings.ELASTICSEARCH_INDEX_PREFIX = "bench-large"
    for text in (RARE, "éclairage mairie"):
        bare, empty = bare_request(text), page(PLAIN)

        def both(bare: Action = bare, empty: Action = empty) -> None:
            bare()
            empty()

        results = page(f"/recherche/?q={text}")
        table.ratio(f"page ÷ (bare request + plain page), “{text}”", results, both, most=1.5)
    suggested = page("/recherche/suggestions.json?q=ecl")
    table.ratio("suggestions ÷ search page", suggested, page(f"/recherche/?q={RARE}"), most=0.3)


def sizes(table: Table, documents: int) -> None:
    """As many hits, in few documents and in many."""
    table.title(f"{documents} documents beside {SMALL}, with equal hits")
    query = SearchQuery(text=RARE)
    large, small = of("bench-large", query), of("bench-small", query)
    pairs = [table.timed(large, small) for _ in range(PAIRS + 20)][20:]
    table.pairs("engine, p50", pairs, most=1.5)
    table.pairs("engine, p95", pairs, most=2, share=0.95)


def of(prefix: str, query: SearchQuery) -> Action:
    engine = ElasticsearchEngine()

    def ask() -> object:
        settings.ELASTICSEARCH_INDEX_PREFIX = prefix
        return engine.search(query)

    return ask


def bare_request(text: str) -> Action:
    query = SearchQuery(text=text)
    body = request(query, asked(query), None)
    body = {asking.NAMES.get(name, name): part for name, part in body.items()}
    return lambda: server_client().search(index=indices.alias("fr"), **body)


def page(address: str) -> Action:
    client = Client()

    def ask() -> None:
        cache.clear()
        response = client.get(address)
        assert response.status_code == 200, address

    return ask


def clear() -> None:
    """Remove what this or an interrupted run made."""
    for name in server_client().indices.get(index="bench-*"):
        server_client().indices.delete(index=name)


def few() -> list[int]:
    """The pages of SMALL documents, all those with RARE among them."""
    rare = Document.objects.filter(text__title__startswith=RARE).values_list("key", flat=True)
    found = list(rare)
    others = Document.objects.exclude(page__in=found).order_by("pk")
    return [*found, *others.values_list("key", flat=True)[: SMALL - len(found)]]


def with_prefix(prefix: str, act: Callable[[], Any]) -> None:
    settings.ELASTICSEARCH_INDEX_PREFIX = prefix
    act()

"""Brings what the embedded index has to a real server, at once."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from elasticsearch.helpers import bulk

from search.engines.elasticsearch import indices
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.sources import sources
from search.engines.elasticsearch.standing import own_alias
from search.models import Document

LOCALES = ("fr", "en")


def make_indices() -> None:
    """An empty index for each language, behind its aliases."""
    for locale in LOCALES:
        name = indices.create(client(), locale, datetime.now())
        for alias in (indices.alias(locale), indices.write_alias(locale), own_alias(name)):
            client().indices.put_alias(index=name, name=alias)


def fill(keys: Iterable[int] | None = None) -> None:
    """Index every document that the embedded index has (of `keys`), and let searches see it."""
    every = Document.objects.order_by("pk").values_list("key", flat=True)
    ids = list(every if keys is None else keys)
    for start in range(0, len(ids), 500):
        actions = (
            {
                "_index": indices.write_alias(source.locale),
                "_id": str(source.key),
                "_source": source.body,
            }
            for source in sources(ids[start : start + 500])
        )
        bulk(client(), actions, require_alias=True)
    client().indices.refresh(index=f"{settings.ELASTICSEARCH_INDEX_PREFIX}-*")

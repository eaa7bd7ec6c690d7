"""The index of a locale: its names, its settings and its mapping, written out.

A name with its time, `terrain-fr-20261125071500`, stands behind two aliases: `terrain-fr`, which
searches read, and `terrain-fr-write`, behind which two indices stand while one is made anew.
"""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch

from search.engines.elasticsearch.analysis import NAME, analysis
from search.query import MAX_RESULTS

Mapping = dict[str, Any]

# How long a deletion is remembered: an older write that comes later does not undo it.
REMEMBERED_DELETION = "1d"
# BM25: how soon a word that comes again adds little (k1, its usual value), and how much a long
# text loses (b, usually 0.75: a sheet is long because it is complete). Measured: docs/relevance.md.
SATURATION = 1.2
LENGTH = 0.3


def alias(locale: str) -> str:
    """The name that searches read."""
    return f"{settings.ELASTICSEARCH_INDEX_PREFIX}-{locale.lower()}"


def write_alias(locale: str) -> str:
    """The name of what changes are written to: one index, or two during a rebuild."""
    return f"{alias(locale)}-write"


def index_name(locale: str, now: datetime) -> str:
    """The name of an index made at `now`; two of the same microsecond would bear one name."""
    return f"{alias(locale)}-{now:%Y%m%d%H%M%S%f}"


def keyword(**more: Any) -> Mapping:
    return {"type": "keyword", **more}


def text() -> Mapping:
    """Text that is sought; with offsets, so that its passages are marked without reading again."""
    return {"type": "text", "analyzer": NAME, "index_options": "offsets"}


MAPPING: Mapping = {
    "dynamic": "strict",
    "properties": {
        # As `Document.key`; `document` is the order of creation, which ends every sort.
        "key": {"type": "long"},
        "document": {"type": "long"},
        # Its version stands here too, for `search_check`: external versions are not searchable.
        "version": {"type": "long"},
        "kind": keyword(index=False),
        "url": keyword(index=False, doc_values=False),
        "title": text(),
        "summary": text(),
        "body": text(),
        # Sought like the summary and like the body; never quoted.
        "keywords": {"type": "text", "analyzer": NAME},
        "mentions": {"type": "text", "analyzer": NAME},
        # The title from each of its words on, folded: finds it while it is typed.
        "title_keys": keyword(),
        "first_title_key": keyword(),
        "date": {"type": "date", "format": "strict_date"},
        "changes_on": {"type": "date", "format": "strict_date"},
        "completeness": {"type": "float"},
        "go_live_at": {"type": "date"},
        "expire_at": {"type": "date"},
        # "theme=eau": all facets in one field are counted in one go. Their ordinals are made when
        # a change is refreshed, not by the next visitor.
        "facets": keyword(eager_global_ordinals=True),
        # The territories it is about, each whole: what it takes to tell how near and alike it is.
        # Numbers of people are logarithms of their number plus one.
        "places": {
            "type": "nested",
            "properties": {
                "territory": {"type": "long"},
                "kind": keyword(),
                "epci": {"type": "long"},
                "point": {"type": "geo_point"},
                "population": {"type": "double"},
                "surroundings": {"type": "double"},
                "company": {"type": "double"},
            },
        },
        # The other public facts of a result, as they stand in the JSON answer.
        "data": {"type": "object", "enabled": False},
    },
}


def body(locale: str) -> Mapping:
    """Settings and mapping of the index of a locale, with the fingerprint of both."""
    described = {
        "settings": {
            "index": {
                "number_of_shards": 1,  # below some tens of millions of documents one is best
                "auto_expand_replicas": "0-1",
                "gc_deletes": REMEMBERED_DELETION,
                "max_result_window": MAX_RESULTS,
                "similarity": {"default": {"type": "BM25", "k1": SATURATION, "b": LENGTH}},
                "analysis": analysis(locale),
            }
        },
        "mappings": MAPPING,
    }
    mark = hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()[:16]
    return {**described, "mappings": {**MAPPING, "_meta": {"fingerprint": mark}}}


def fingerprint(locale: str) -> str:
    """Tells an index made by this code from one of another version: kept in its `_meta`."""
    mark: str = body(locale)["mappings"]["_meta"]["fingerprint"]
    return mark


def create(client: Elasticsearch, locale: str, now: datetime) -> str:
    """Make an empty index for a locale, behind no alias yet; its name."""
    name = index_name(locale, now)
    described = body(locale)
    client.indices.create(
        index=name, settings=described["settings"], mappings=described["mappings"]
    )
    return name


def behind(client: Elasticsearch, name: str) -> list[str]:
    """The indices that stand behind an alias, by name; none when there is no such alias."""
    if not client.indices.exists_alias(name=name):
        return []
    return sorted(client.indices.get_alias(name=name))

"""Compares what the search server holds with the database, document by document."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain, islice
from typing import NamedTuple

from django.db import transaction
from elasticsearch import Elasticsearch

from search.engines.elasticsearch.indices import alias
from search.models import Change, Document, Refusal
from search.recording import lock, record_changes, record_gone

PAGE = 2_000  # documents in one answer of the server
SOME = 500  # differences that are looked at once more, together
KEEP = "2m"  # how long the server keeps its view of the index between two answers


class Difference(StrEnum):
    MISSING = "missing"  # the server does not have it
    LEFT_OVER = "left over"  # the public may not see it any more
    OLDER = "older"  # the server has an older state
    NEWER = "newer"  # the database has an older state: it was restored, or ran without server


class Differing(NamedTuple):
    key: int
    difference: Difference
    version: int  # of the database; 0: it has no such document
    held: int  # by the server; 0: none


def compare(client: Elasticsearch, locale: str) -> Iterator[Differing]:
    """What differs in a language and is neither due nor refused; bounded memory.

    Both sides are read in the order of the keys, side by side. What differs then is asked again,
    since either may have changed between the two readings.
    """
    candidates = _merge(_held(client, locale), _rows(locale))
    while some := list(islice(candidates, SOME)):
        yield from _still(client, locale, some)


def repair(locale: str, differing: Iterable[Differing]) -> list[int]:
    """Make what differs due; the keys of those for which that is not enough.

    For those the server holds a version that the database will not reach: only a rebuild helps.
    """
    held = {each.key: each.held for each in differing}
    with transaction.atomic():
        documents = Document.objects.filter(key__in=held, locale=locale)
        record_changes(lock(documents))
        versions = dict(documents.values_list("key", "version"))
        record_gone((key, locale) for key in held.keys() - versions.keys())
        newest = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return [key for key, version in held.items() if version >= versions.get(key, newest)]


def _rows(locale: str) -> Iterator[tuple[int, int]]:
    documents = Document.objects.filter(locale=locale).order_by("key")
    return documents.values_list("key", "version").iterator(chunk_size=PAGE)


def _held(client: Elasticsearch, locale: str) -> Iterator[tuple[int, int]]:
    """(key, version) of each document of the index, by key; from one view of it."""
    view = client.open_point_in_time(index=alias(locale), keep_alive=KEEP)["id"]
    after = None
    try:
        while True:
            found = client.search(
                pit={"id": view, "keep_alive": KEEP},
                size=PAGE,
                sort=[{"key": "asc"}],
                search_after=after,
                source=False,
                docvalue_fields=[{"field": "key"}, {"field": "version"}],
                track_total_hits=False,
            )
            view = found["pit_id"]
            hits = found["hits"]["hits"]
            for hit in hits:
                yield hit["fields"]["key"][0], hit["fields"]["version"][0]
            if len(hits) < PAGE:
                return
            after = hits[-1]["sort"]
    finally:
        client.close_point_in_time(id=view)


def _merge(held: Iterator[tuple[int, int]], rows: Iterator[tuple[int, int]]) -> Iterator[int]:
    """The keys whose versions are not the same in two streams ordered by key."""
    end = [(float("inf"), 0)]
    one, other = chain(held, end), chain(rows, end)
    (key, version), (row, wanted) = next(one), next(other)
    while key != row or key != end[0][0]:
        if key != row or version != wanted:
            yield int(min(key, row))
        moved = min(key, row)
        if key == moved:
            key, version = next(one)
        if row == moved:
            row, wanted = next(other)


def _still(client: Elasticsearch, locale: str, keys: list[int]) -> Iterator[Differing]:
    """Those of `keys` that differ now, as the server holds them at this moment."""
    documents = client.mget(index=alias(locale), ids=[str(key) for key in keys], source=False)
    held = {int(each["_id"]): each["_version"] for each in documents["docs"] if each["found"]}
    rows = Document.objects.filter(locale=locale, key__in=keys)
    wanted = dict(rows.values_list("key", "version"))
    due = Change.objects.filter(locale=locale, key__in=keys)
    refused = Refusal.objects.filter(locale=locale, key__in=keys)
    excused = {*due.values_list("key", flat=True), *refused.values_list("key", flat=True)}
    for key in keys:
        if key in excused:
            continue
        if key not in wanted:
            if key in held:
                yield Differing(key, Difference.LEFT_OVER, 0, held[key])
        elif key not in held:
            yield Differing(key, Difference.MISSING, wanted[key], 0)
        elif held[key] != wanted[key]:
            older = held[key] < wanted[key]
            difference = Difference.OLDER if older else Difference.NEWER
            yield Differing(key, difference, wanted[key], held[key])

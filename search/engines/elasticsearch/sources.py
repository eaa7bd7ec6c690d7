"""From the rows of the embedded index to the documents of the search server."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from math import log1p
from typing import Any, NamedTuple
from unicodedata import normalize

from django.db.models import F
from django.db.models.functions import Coalesce

from search.models import Document, Place, TitleKey

# In the order in which `_source` takes them from a row.
FIELDS = (
    "key",
    "pk",
    "version",
    "locale",
    "kind",
    "date",
    "changes_on",
    "completeness",
    "go_live_at",
    "expire_at",
    "facets",
    "text__url",
    "text__title",
    "text__summary",
    "text__body",
    "text__keywords",
    "text__mentions",
    "text__attached",
    "text__data",
)


TEXTS = ("title", "summary", "body", "keywords", "mentions")


class Source(NamedTuple):
    """A document as it is sent, and what it takes to send it."""

    key: int
    locale: str
    version: int
    body: dict[str, Any]


def sources(keys: Iterable[int]) -> Iterator[Source]:
    """The present documents of `keys`, a batch: three queries. Those without one are left out.

    One statement reads a document and its version, so that they belong together.
    """
    rows = list(Document.objects.filter(key__in=list(keys)).values_list(*FIELDS))
    documents = [row[1] for row in rows]
    places, keys = _places(documents), _title_keys(documents)
    for row in rows:
        yield _source(dict(zip(FIELDS, row, strict=True)), places, keys)


def _source(
    row: dict[str, Any],
    places: dict[int, list[dict[str, Any]]],
    keys: dict[int, list[str]],
) -> Source:
    document = row["pk"]
    row["text__mentions"] = "\n".join(
        filter(None, [row["text__mentions"], *chain(*row["text__attached"])])
    )
    body = {
        "key": row["key"],
        "document": document,
        "version": row["version"],
        "kind": row["kind"],
        "url": row["text__url"],
        # A letter and its accent are one character, as the server's analyser expects.
        **{name: normalize("NFC", row[f"text__{name}"]) for name in TEXTS},
        "title_keys": keys[document],
        "first_title_key": keys[document][:1],
        "date": row["date"],
        "changes_on": row["changes_on"],
        "completeness": row["completeness"],
        "go_live_at": row["go_live_at"],
        "expire_at": row["expire_at"],
        "places": places[document],
        "data": row["text__data"],
        "facets": row["facets"].split(),
    }
    return Source(row["key"], row["locale"], row["version"], body)


def _title_keys(documents: list[int]) -> dict[int, list[str]]:
    """The beginnings of the titles, that of the whole title first."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = TitleKey.objects.filter(document__in=documents).order_by("place")
    for document, key in rows.values_list("document_id", "key"):
        found[document].append(key)
    return found


def _places(documents: list[int]) -> dict[int, list[dict[str, Any]]]:
    """What likeness and distance are computed from (`territories.likeness.Features`)."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Place.objects.filter(document__in=documents).order_by("pk")
    for row in rows.values(
        "document_id",
        "territory_id",
        kind=F("territory__kind"),
        epci=F("territory__epci"),
        latitude=F("territory__latitude"),
        longitude=F("territory__longitude"),
        population=F("territory__population"),
        surroundings=F("territory__surroundings"),
        company=Coalesce("territory__epci__population", "territory__communes_count"),
    ):
        place = {"territory": row["territory_id"], "kind": row["kind"], "epci": row["epci"]}
        if row["latitude"] is not None and row["longitude"] is not None:
            place["point"] = {"lat": row["latitude"], "lon": row["longitude"]}
        for name in ("population", "surroundings", "company"):
            if row[name] is not None:
                place[name] = log1p(row[name])
        found[row["document_id"]].append(place)
    return found

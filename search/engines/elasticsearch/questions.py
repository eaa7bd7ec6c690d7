"""From a SearchQuery to the one request that answers it: results, every facet, marked words."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.aggs import Agg
from elasticsearch.dsl.query import Query

from search.engines.elasticsearch.areas import in_area
from search.engines.elasticsearch.ranking import geo_sort, most_alike, nudged
from search.engines.elasticsearch.wording import marking, seek
from search.engines.places import Standpoint
from search.engines.words import Words
from search.query import FACETS, MAX_PAGE_SIZE, MAX_RESULTS, Area, SearchQuery, Sort

# Values of one facet: more than there are départements, themes or years.
MAX_VALUES = 1_000
SHOWN = ["page", "kind", "url", "title", "summary", "date", "data", "places.territory"]
# Facets that have no selection are counted together, under this name.
OTHERS = "others"
NEWEST: list[dict[str, Any]] = [
    {"date": {"order": "desc", "missing": "_last"}},
    {"document": {"order": "asc"}},
]


def request(query: SearchQuery, words: Words, here: Standpoint | None) -> dict[str, Any]:
    """The body of the request; `here` is the commune of the query."""
    selections = {
        name: Q("terms", **{name: list(values)})
        for name, values in query.selected.items()
        if values
    }
    sought = seek(words) if words.clauses else None
    search = Search().query(_ranked(query, sought, here))
    if selections:
        search = search.post_filter("bool", filter=list(selections.values()))
    for name, aggregation in _counts(selections):
        search.aggs.bucket(name, aggregation)
    size = min(max(query.page_size, 1), MAX_PAGE_SIZE)
    start = (max(query.page, 1) - 1) * size
    if start + size > MAX_RESULTS:
        start, size = 0, 0  # nothing stands there; totals and counts are the same
    search = search[start : start + size].sort(*_order(query, here))
    return search.extra(
        _source=SHOWN, track_total_hits=True, **({"highlight": marking(sought)} if sought else {})
    ).to_dict()


def visible(now: datetime) -> list[Query]:
    """What the public may see at `now`; documents without dates are always seen."""
    moment = now.isoformat()
    return [
        ~Q("range", go_live_at={"gt": moment}),
        ~Q("range", expire_at={"lte": moment}),
    ]


def _ranked(query: SearchQuery, sought: Query | None, here: Standpoint | None) -> Query:
    """The documents that answer, whatever is selected, with the score that the sort wants."""
    filters = visible(timezone.now().replace(microsecond=0))
    if here and query.area != Area.ANYWHERE:
        filters.append(in_area(here, query.area))
    if here and query.sort == Sort.LIKENESS:
        found = [*filters, *([sought] if sought else [])]
        return Q("bool", filter=found, should=[most_alike(here, query.area)])
    if query.sort == Sort.DATE:
        return Q("bool", filter=[*filters, *([sought] if sought else [])])
    return Q("bool", filter=filters, must=[nudged(sought, timezone.localdate())])


def _order(query: SearchQuery, here: Standpoint | None) -> list[Any]:
    """As the embedded engine sorts: what was asked for, then the best, then the newest."""
    if query.sort == Sort.DATE:
        return NEWEST
    best: list[Any] = ["_score", *NEWEST]
    if here and query.sort == Sort.DISTANCE and here.own.latitude is not None:
        return [geo_sort(here, query.area), *best]
    return best


def _counts(selections: dict[str, Query]) -> Iterable[tuple[str, Agg]]:
    """An aggregation for each facet with a selection, which it leaves out; one for the others."""
    every = Q("bool", filter=list(selections.values()))
    others = A("filter", filter=every)
    for name in FACETS:
        if name not in selections:
            others.bucket(name, _values(name))
    yield OTHERS, others
    for name in selections:
        without = [selection for other, selection in selections.items() if other != name]
        counted = A("filter", filter=Q("bool", filter=without))
        counted.bucket(name, _values(name))
        yield name, counted


def _values(name: str) -> Agg:
    return A("terms", field=name, size=MAX_VALUES)

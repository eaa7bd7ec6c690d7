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
from search.query import MAX_PAGE_SIZE, MAX_RESULTS, Area, SearchQuery, Sort

# Values of all facets: more than there are départements, themes, years and the rest.
MAX_VALUES = 5_000
SHOWN = ["key", "kind", "url", "title", "summary", "date", "data", "places.territory"]
# Facets that have no selection are counted together, under this name.
OTHERS = "others"
NEWEST: list[dict[str, Any]] = [
    {"date": {"order": "desc", "missing": "_last"}},
    {"document": {"order": "asc"}},
]
SOON: list[dict[str, Any]] = [{"changes_on": {"order": "asc", "missing": "_last"}}, *NEWEST]
# Orders in which the score of the words plays no part.
UNSCORED = {Sort.DATE: NEWEST, Sort.SOON: SOON}


def request(query: SearchQuery, words: Words, here: Standpoint | None) -> dict[str, Any]:
    """The body of the request; `here` is the commune of the query."""
    selections = {
        name: Q("terms", facets=[f"{name}={value}" for value in values])
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
        _source=SHOWN, track_total_hits=True, **({"highlight": marking(words)} if sought else {})
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
    if query.sort in UNSCORED:
        return Q("bool", filter=[*filters, *([sought] if sought else [])])
    return Q("bool", filter=filters, must=[nudged(sought, timezone.localdate())])


def _order(query: SearchQuery, here: Standpoint | None) -> list[Any]:
    """As the embedded engine sorts: what was asked for, then the best, then the newest."""
    if query.sort in UNSCORED:
        return UNSCORED[query.sort]
    best: list[Any] = ["_score", *NEWEST]
    if here and query.sort == Sort.DISTANCE and here.own.latitude is not None:
        return [geo_sort(here, query.area), *best]
    return best


def _counts(selections: dict[str, Query]) -> Iterable[tuple[str, Agg]]:
    """An aggregation for each facet with a selection, which it leaves out; one for the others."""
    others = A("filter", filter=Q("bool", filter=list(selections.values())))
    others.bucket("facets", _values())
    yield OTHERS, others
    for name in selections:
        without = [selection for other, selection in selections.items() if other != name]
        counted = A("filter", filter=Q("bool", filter=without))
        counted.bucket("facets", _values(include=f"{name}=.*"))
        yield name, counted


def _values(**only: str) -> Agg:
    return A("terms", field="facets", size=MAX_VALUES, **only)

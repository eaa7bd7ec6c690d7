"""From what the search server answers to the results that pages draw."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from search.engines.elasticsearch.questions import OTHERS
from search.engines.highlighting import MORE
from search.engines.labels import facets
from search.engines.places import Outlook, Standpoint, look_at
from search.query import MAX_PAGE_SIZE, SearchQuery
from search.results import Hit, SearchResults, last_page

Answer = Mapping[str, Any]


def results(answer: Answer, query: SearchQuery, here: Standpoint | None) -> SearchResults:
    """The results in `answer`, which is the server's response to `query`."""
    counts, without = _counts(answer["aggregations"])
    total = answer["hits"]["total"]["value"]
    size = min(max(query.page_size, 1), MAX_PAGE_SIZE)
    return SearchResults(
        hits=_hits(answer["hits"]["hits"], query, here),
        total=total,
        facets=facets(counts, query),
        page=max(query.page, 1),
        pages=last_page(total, size),
        engine="elasticsearch",
        without=without,
    )


def _counts(aggregations: Answer) -> tuple[dict[str, Counter[str]], dict[str, int]]:
    """The counts of every facet value; the total without the selection of each facet with one."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    without = {}
    for group, aggregation in aggregations.items():
        if group != OTHERS:
            without[group] = aggregation["doc_count"]
        for bucket in aggregation["facets"]["buckets"]:
            name, _, value = bucket["key"].partition("=")
            if group == name or name not in aggregations:
                counts[name][value] = bucket["doc_count"]
    return counts, without


def _hits(
    found: list[dict[str, Any]], query: SearchQuery, here: Standpoint | None
) -> tuple[Hit, ...]:
    outlook = None
    if here and found:
        places = {
            hit["_source"]["key"]: [
                place["territory"] for place in hit["_source"].get("places", ())
            ]
            for hit in found
        }
        outlook = look_at(here, query.area, places)
    return tuple(_hit(hit, outlook) for hit in found)


def _hit(hit: dict[str, Any], outlook: Outlook | None) -> Hit:
    source, marked = hit["_source"], hit.get("highlight", {})
    return Hit(
        id=source["key"],
        url=source["url"],
        kind=source["kind"],
        title=source["title"],
        summary=source["summary"],
        title_html=_first(marked, "title"),
        highlight=_first(marked, "summary") or _passage(_first(marked, "body")),
        date=date.fromisoformat(source["date"]) if source.get("date") else None,
        data=source.get("data") or {},
        reason=outlook.reason(source["key"]) if outlook else "",
    )


def _first(marked: dict[str, list[str]], field: str) -> str:
    """The first passage of a field on one line; empty without any."""
    return " ".join(marked[field][0].split()) if marked.get(field) else ""


def _passage(html: str) -> str:
    return f"{MORE}{html}{MORE}" if html else ""

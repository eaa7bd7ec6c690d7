"""A search as data: the JSON answer (docs/api.md) and the same result as a table."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.asking import ask
from search.parsing import parse, parse_page_size
from search.presentation import dated
from search.query import MAX_PAGE_SIZE, SearchQuery
from search.results import Facet, Hit, SearchResults
from ui.spreadsheets import harmless

FRESH_SECONDS = 60
MAX_ROWS = 1_000
LISTS = ("themes", "pillars", "audiences", "sizes", "regions", "departements", "communes")
SINGLES = ("stage", "cost_band", "year")
# Nothing of what is no topic of the forum.
OF_TOPICS = ("answers", "solved")
# Nothing of what is neither an aid nor an event; `document_kind` of shared documents and
# obligations, too.
OF_DATED = (
    "document_kind",
    "opens_on",
    "closes_on",
    "recurrence",
    "issuer",
    "starts",
    "ends",
    "mode",
    "organiser",
)


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The answer as JSON; a page beyond the end has no hits, so that a reader who counts stops."""
    page_size = parse_page_size(request.GET)
    question = parse(request.GET, locale=get_language() or "fr", page_size=page_size)
    response = JsonResponse(
        answer_as_data(ask(question.query)), json_dumps_params={"ensure_ascii": False}
    )
    return _cached(response)


def answer_as_data(results: SearchResults) -> dict[str, Any]:
    """The stable shape of an answer; keys in the documented order."""
    return {
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "engine": results.engine,
        "corrected": results.corrected,
        "hits": [_hit_as_data(hit) for hit in results.hits],
        "facets": [_facet_as_data(facet) for facet in results.facets],
    }


def _hit_as_data(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "url": hit.url,
        "kind": hit.kind,
        "title": hit.title,
        "summary": hit.summary,
        "highlight": hit.highlight,
        "attached": hit.attached or None,
        "date": hit.date.isoformat() if hit.date else None,
        **{name: list(hit.data.get(name) or ()) for name in LISTS},
        **{name: hit.data.get(name) or None for name in SINGLES},
        **{name: hit.data.get(name) for name in OF_TOPICS},
        "moment": dated.moment(hit.kind, hit.data),
        **{name: hit.data.get(name) or None for name in OF_DATED},
    }


def _facet_as_data(facet: Facet) -> dict[str, Any]:
    return {
        "name": facet.name,
        "label": str(facet.label),
        "values": [
            {
                "value": value.value,
                "label": str(value.label),
                "count": value.count,
                "selected": value.selected,
            }
            for value in facet.values
        ],
    }


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The first MAX_ROWS results as a table for a spreadsheet, in the order of the page."""
    question = parse(request.GET, locale=get_language() or "fr")
    table = io.StringIO()
    # Semicolons and a byte order mark: what French spreadsheets open without a question.
    writer = csv.writer(table, delimiter=";")
    writer.writerow(
        [
            _("title"),
            _("kind"),
            _("address"),
            _("date"),
            _("summary"),
            _("themes"),
            _("pillars"),
            _("audiences"),
            _("territory sizes"),
            _("regions"),
            _("départements"),
            _("communes"),
            _("stage"),
            _("cost"),
            _("year"),
            _("dates"),
            _("issuer or organiser"),
        ]
    )
    query = replace(question.query, page=1, page_size=MAX_PAGE_SIZE)
    for hit in _all_hits(query):
        row = _hit_as_data(hit)
        cells = [
            row["title"],
            row["kind"],
            request.build_absolute_uri(row["url"]),
            row["date"] or "",
            row["summary"],
            *(", ".join(map(str, row[name])) for name in LISTS),
            *(row[name] or "" for name in SINGLES),
            dated.when(hit.kind, hit.data),
            dated.who(hit.data),
        ]
        writer.writerow([harmless(str(cell)) for cell in cells])
    response = HttpResponse("\ufeff" + table.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="terrain-commun-resultats.csv"'
    response["X-Robots-Tag"] = "noindex"
    return _cached(response)


def _all_hits(query: SearchQuery) -> Iterator[Hit]:
    """The hits of every page up to MAX_ROWS."""
    pages = 1
    while query.page <= pages and query.page <= MAX_ROWS // query.page_size:
        results = ask(query)
        yield from results.hits
        pages = results.pages
        query = replace(query, page=query.page + 1)


def _cached(response: HttpResponse) -> HttpResponse:
    """Public content only: the same for everyone, for a minute, without a cookie."""
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response

"""What is published, at a glance: latest sheets, numbers by size and place. All from one search.

Every number comes from the answer of the search engine, so that it is the number which the
visitor finds behind the link.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from experiences.models import ExperiencePage
from search.addresses import Address
from search.asking import ask
from search.kinds import Kind
from search.query import SearchQuery, Sort
from search.results import FacetValue, SearchResults
from territories.maps import france_map
from territories.models import Territory
from territories.sizes import TerritorySize
from ui.typography import inhabitants, number

LATEST = 4  # one large, three beside each other
# Pixels of the map: radius of a dot for one sheet, and how it grows with the square root.
RADIUS, GROWTH = 11, 4


@dataclass(frozen=True)
class Card:
    """A sheet as components/card.html shows it."""

    cover: Any
    title: str
    text: str
    url: str
    meta: list[str]
    size: str


@dataclass(frozen=True)
class SizeDoor:
    name: str
    note: str  # "Village · 64 sheets"
    icon: str
    url: str


@dataclass(frozen=True)
class RegionLine:
    name: str
    counted: str
    url: str


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Overview:
    total: int  # sheets
    figures: list[dict[str, str]]
    sizes: list[SizeDoor]
    regions: list[RegionLine]
    dots: list[Dot]
    view_box: str
    latest: list[int]  # identifiers, the newest first


def overview(*, locale: str) -> Overview:
    """Numbers and latest sheets in `locale`: one search and one query."""
    question = SearchQuery(
        selected={"type": (Kind.EXPERIENCE.value,)},
        sort=Sort.DATE,
        page_size=LATEST + 1,  # the sheet shown large may be another one
        locale=locale,
    )
    answer = ask(question)
    places = values(answer, "departement")
    return Overview(
        total=answer.total,
        figures=figures(answer, len(places)),
        sizes=sizes(answer),
        regions=regions(answer),
        dots=dots(places),
        view_box=france_map().view_box,
        latest=[hit.id for hit in answer.hits],
    )


def values(answer: SearchResults, name: str) -> list[FacetValue]:
    """The values of a facet that have a result."""
    found = [facet.values for facet in answer.facets if facet.name == name]
    return [value for value in (found[0] if found else ()) if value.count]


def sheets_address(name: str, value: str) -> str:
    """Where the sheets with one value of one facet are listed."""
    selected: dict[str, tuple[str, ...]] = {"type": (Kind.EXPERIENCE.value,), name: (value,)}
    return Address(reverse("search:results")).url(SearchQuery(selected=selected))


def search_address(words: str) -> str:
    """Where everything about `words` is listed."""
    return Address(reverse("search:results")).url(SearchQuery(text=words))


def sheets_counted(count: int) -> str:
    words = ngettext("%(number)s sheet", "%(number)s sheets", count)
    return words % {"number": number(count)}


def sizes(answer: SearchResults) -> list[SizeDoor]:
    """The four sizes, with how many sheets each has: none is an answer too."""
    kinds = {
        TerritorySize.VILLAGE: _("Village"),
        TerritorySize.SMALL_TOWN: _("Small town"),
        TerritorySize.TOWN: _("Mid-sized town"),
        TerritorySize.CITY: _("Large town and metropolis"),
    }
    counts = {value.value: value.count for value in values(answer, "taille")}
    return [
        SizeDoor(
            name=str(size.label),
            note=f"{kinds[size]} · {sheets_counted(counts.get(size.value, 0))}",
            icon=f"size-{size.value}",
            url=sheets_address("taille", size.value),
        )
        for size in TerritorySize
    ]


def regions(answer: SearchResults) -> list[RegionLine]:
    """The regions with the most sheets first: what the map says, in words."""
    found = sorted(values(answer, "region"), key=lambda value: (-value.count, value.label))
    return [
        RegionLine(value.label, sheets_counted(value.count), sheets_address("region", value.value))
        for value in found
    ]


def dots(places: list[FacetValue]) -> list[Dot]:
    """A dot for each département with sheets, the larger the more. One query."""
    counts = {value.value: value.count for value in places}
    departements = Territory.objects.filter(
        kind=Territory.Kind.DEPARTEMENT, code__in=counts
    ).order_by("code")
    return [
        Dot(dot.x, dot.y, round(RADIUS + GROWTH * sqrt(counts[dot.territory.code] - 1), 1))
        for dot in france_map().dots(departements)
    ]


def figures(answer: SearchResults, departements: int) -> list[dict[str, str]]:
    """Sheets, départements, resources, where there are any: for components/figures.html."""
    kinds = {value.value: value.count for value in values(answer, "type")}
    resources = kinds.get(Kind.RESOURCE.value, 0)
    counted = (
        (answer.total, ngettext("experience described", "experiences described", answer.total)),
        (departements, ngettext("département", "départements", departements)),
        (resources, ngettext("resource listed", "resources listed", resources)),
    )
    return [
        {"value": number(count), "unit": "", "label": label} for count, label in counted if count
    ]


def cards(ids: list[int], request: Any) -> list[Card]:
    """The sheets `ids` as cards, in that order; a constant number of queries."""
    sheets = (
        ExperiencePage.objects.live()
        .public()
        .select_related("cover")
        .prefetch_related("cover__renditions", "sheet_territories__territory__departement")
        .in_bulk(ids)
    )
    return [_card(sheets[pk], request) for pk in ids if pk in sheets]


def _card(sheet: ExperiencePage, request: Any) -> Card:
    """Where, how many inhabitants, how far."""
    acting = [item.territory for item in sheet.sheet_territories.all() if not item.is_locality]
    place = acting[0] if acting else None
    meta = [str(place.label), inhabitants(place.population)] if len(acting) == 1 and place else []
    if len(acting) > 1 and place:
        others = ngettext(
            "%(name)s and %(count)s other", "%(name)s and %(count)s others", len(acting) - 1
        )
        meta = [others % {"name": place.name, "count": number(len(acting) - 1)}]
    return Card(
        cover=sheet.cover,
        title=sheet.title,
        text=sheet.summary,
        url=sheet.get_url(request) or "",
        meta=[*meta, str(sheet.get_stage_display())],
        size=str(place.size or "") if place else "",
    )

"""The answer to a search: what every engine returns and templates render."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from search.query import MAX_RESULTS


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool
    icon: str = ""
    parent: str = ""  # the theme above, for a sub-theme


@dataclass(frozen=True)
class Facet:
    name: str  # the parameter's name
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Hit:
    id: int  # `Document.key`
    url: str
    kind: str
    title: str
    summary: str
    # Safe HTML in which only <mark> stands; empty where there is no text in the query.
    title_html: str
    highlight: str
    date: date | None
    # The title of the attached document that `highlight` quotes, as HTML; empty: the page itself.
    attached: str = ""
    data: dict[str, Any] = field(
        default_factory=dict
    )  # the other public facts, as in the JSON answer
    reason: str = ""  # why it is near or alike: "11 km, 1 200 habitants"


@dataclass(frozen=True)
class Suggestion:
    """What a beginning of a text may become."""

    group: str  # "page", "theme" or "commune"
    label: str
    value: str  # slug of a theme, INSEE code of a commune; empty for a page
    url: str = ""  # of a page
    kind: str = ""  # of a page
    # Of a page: its other public facts.
    data: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class SearchResults:
    hits: tuple[Hit, ...]
    total: int
    facets: tuple[Facet, ...]
    page: int
    pages: int
    engine: str
    # What would be found without the selection of a facet: for each facet that has one.
    without: dict[str, int] = field(default_factory=dict)
    corrected: str = ""  # when words are found nowhere: a spelling that finds something
    degraded: bool = False  # the usual engine is away


def last_page(total: int, page_size: int) -> int:
    """The number of pages that can be opened, of `page_size` results each; 0 for no result."""
    return MAX_RESULTS // page_size if total > MAX_RESULTS else -(-total // page_size)

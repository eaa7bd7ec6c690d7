"""A search page as its templates draw it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from experiences.public.head import feeds_of_kind
from search.addresses import (
    SORTS_BY_COMMUNE,
    Address,
    asks_for_dated,
    cleared,
    pairs,
    sorted_by,
    toggled,
    usual_sort,
    without_commune,
)
from search.parsing import Question
from search.presentation.facets import FacetView, facet_view, is_apt
from search.presentation.hits import HitView, Names, hit_views
from search.presentation.words import area_labels, hint_texts, sort_labels, title
from search.query import FACETS, Area, SearchQuery, Sort
from search.results import SearchResults
from taxonomy.labels import labels
from taxonomy.models import Theme
from territories.models import Territory
from ui.head import Feed
from ui.paging import PageLink, page_links


@dataclass(frozen=True)
class Chip:
    """An active filter, and the address without it."""

    label: str
    facet: str
    url: str


@dataclass(frozen=True)
class SortChoice:
    value: str
    label: str
    url: str
    current: bool
    icon: str = ""
    more: str = ""  # end of the name, heard only


@dataclass(frozen=True)
class SearchPage:
    """Everything that the templates of a search page draw; they only render."""

    question: Question
    results: SearchResults
    address: Address
    origin: str = ""  # scheme and host, for the canonical address
    subject: str = ""  # what the page is about before a word is typed
    description: str = ""  # one or two sentences, for web search engines
    expanded: str = ""  # the long facet that the visitor asked to see whole (`voir=`)

    @property
    def query(self) -> SearchQuery:
        return self.question.query

    @cached_property
    def url(self) -> str:
        """The canonical address."""
        return self.address.url(self.query)

    @property
    def absolute_url(self) -> str:
        return f"{self.origin}{self.url}"

    @property
    def feeds(self) -> list[Feed]:
        """Those of the only kind of content that is asked for, where it has some."""
        return feeds_of_kind(*self.query.selected.get("type", ()))

    @cached_property
    def corrected_url(self) -> str:
        """The same question in the spelling that the engine offers; empty where it offers none."""
        corrected = self.results.corrected
        return self.address.url(replace(self.query, text=corrected, page=1)) if corrected else ""

    @cached_property
    def query_string(self) -> str:
        """The question as parameters, those of the path included: for the other formats."""
        return Address("").url(replace(self.query, page=1)).removeprefix("?")

    @cached_property
    def title(self) -> str:
        return title(
            subject=self.subject or _("Search"),
            text=self.query.text,
            filters=[chip.label for chip in self.chips],
            results=self.results,
        )

    @property
    def indexable(self) -> bool:
        """Whether web search engines may list it: a page of its own, with something on it."""
        bare = replace(self.query, page=1)
        own = bare == cleared(bare, fixed=self.address.fixed) or bool(self.address.alone(bare))
        return own and not bare.text and bare.sort == usual_sort(bare) and self.results.total > 0

    @property
    def is_cut(self) -> bool:
        """Whether this is the last page that can be opened, but not the end of the results."""
        last = self.results.page >= self.results.pages
        return last and self.results.pages * self.query.page_size < self.results.total

    @property
    def hints(self) -> list[str]:
        return hint_texts(self.question.hints)

    @cached_property
    def hits(self) -> tuple[HitView, ...]:
        return self.drawn(self.results)

    def drawn(self, results: SearchResults) -> tuple[HitView, ...]:
        """The hits of this or a neighbouring question as they are drawn."""
        departements = {
            value.value: value.label
            for facet in results.facets
            if facet.name == "departement"
            for value in facet.values
        }
        return hit_views(results.hits, Names(labels(Theme), departements))

    @cached_property
    def facets(self) -> tuple[FacetView, ...]:
        drawn = (
            facet_view(facet, url=self.url, expanded=self.expanded)
            for facet in self.results.facets
            if facet.name not in self.address.fixed and is_apt(facet.name, self.query)
        )
        return tuple(facet for facet in drawn if facet.rows)

    @cached_property
    def chips(self) -> tuple[Chip, ...]:
        """The active filters, in the order of the facets; the commune last."""
        return tuple(self._chips())

    @cached_property
    def clear_url(self) -> str:
        return self.address.url(cleared(self.query, fixed=self.address.fixed))

    @cached_property
    def sorts(self) -> tuple[SortChoice, ...]:
        """The orders on offer; without a commune, two of them first ask for one.

        By next dates only where nothing but what has some is asked for, or when it is in use.
        """
        current = self.question.wanted_sort or self.query.sort
        return tuple(
            SortChoice(sort, label, self._sort_url(sort), current=sort == current)
            for sort, label in sort_labels().items()
            if sort != Sort.SOON or sort == current or asks_for_dated(self.query)
        )

    @property
    def commune_wanted(self) -> bool:
        """Whether the order that was asked for waits for a commune."""
        return self.question.wanted_sort is not None

    @property
    def areas(self) -> list[dict[str, str | bool]]:
        """What a commune may mean; around it, until another choice was made."""
        chosen = self.query.area if self.query.commune else Area.AROUND
        return [
            {"value": area.value, "label": label, "selected": area == chosen}
            for area, label in area_labels().items()
        ]

    @property
    def places_url(self) -> str:
        """Where a script asks for communes and EPCI while one is typed."""
        kinds = urlencode({"type": Territory.LOCAL}, doseq=True)
        return f"{reverse('territory_picker')}?{kinds}"

    @property
    def typed_commune(self) -> str:
        return self.question.commune.label if self.question.commune else ""

    @property
    def form_fields(self) -> list[tuple[str, str]]:
        """What the form of facets keeps: commune, order, words where it has no field for them."""
        kept = ("commune", "tri") if self.address.fixed else ("q", "commune", "tri")
        return [(name, value) for name, value in pairs(self.query) if name in kept]

    @property
    def every_field(self) -> list[tuple[str, str]]:
        """What the form that only asks for a commune keeps: all but the page."""
        fields = pairs(replace(self.query, page=1), without=self.address.fixed)
        wanted = self.question.wanted_sort
        return [*fields, *([("tri", wanted.value)] if wanted else [])]

    @cached_property
    def pages(self) -> tuple[PageLink, ...]:
        """First, last, and those around the current one."""
        last, current = self.results.pages, self.results.page
        numbers = sorted({1, last, *range(max(1, current - 1), min(last, current + 1) + 1)})
        return page_links(numbers if last > 1 else [], current=current, url=self.page_url)

    @property
    def previous_url(self) -> str:
        return self.page_url(self.results.page - 1) if self.results.page > 1 else ""

    @property
    def next_url(self) -> str:
        more = self.results.page < self.results.pages
        return self.page_url(self.results.page + 1) if more else ""

    def page_url(self, number: int) -> str:
        return self.address.url(replace(self.query, page=number))

    def _sort_url(self, sort: Sort) -> str:
        if sort in SORTS_BY_COMMUNE and not self.query.commune:
            # The canonical form has no such sort without its commune: the page asks for one.
            url = self.address.url(replace(self.query, sort=usual_sort(self.query), page=1))
            return f"{url}{'&' if '?' in url else '?'}tri={sort}"
        return self.address.url(sorted_by(self.query, sort))

    def _chips(self) -> Iterator[Chip]:
        facets = {facet.name: facet for facet in self.results.facets}
        for name in FACETS:
            if name not in facets or name in self.address.fixed:
                continue
            for value in facets[name].values:
                if value.selected:
                    url = self.address.url(toggled(self.query, name, value.value))
                    yield Chip(value.label, facets[name].label, url)
        if self.question.commune and self.query.area != Area.ANYWHERE:
            label = area_labels(self.question.commune.name)[self.query.area]
            kind = self.question.commune.get_kind_display()
            yield Chip(label, kind, self.address.url(without_commune(self.query)))

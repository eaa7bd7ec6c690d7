"""What to offer when nothing was found: a spelling, filters to drop, what comes near."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from experiences.public.contribution import contribution_page
from search.addresses import Address, cleared, without_commune, without_facet
from search.asking import ask, suggest
from search.presentation import SearchPage
from search.presentation.hits import HitView
from search.query import Area, SearchQuery
from search.results import SearchResults

MOST_DROPS = 6
MOST_NEAR = 3
# Words whose beginnings are looked at for alike questions, of at least so many letters.
MOST_WORDS = 2
SHORTEST = 4
MOST_ALIKE = 6


@dataclass(frozen=True)
class Drop:
    """One filter, and what the search gives without it."""

    label: str
    facet: str
    url: str
    total: int


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Rescue:
    """Ways on from an empty answer; each may be absent."""

    corrected: str = ""
    corrected_url: str = ""
    corrected_total: int = 0  # with the same filters
    drops: tuple[Drop, ...] = ()  # those that give something, the most first
    clear_url: str = ""
    clear_total: int = 0  # with the same words and no filter
    alike: tuple[Link, ...] = ()  # questions near to this one that have an answer
    near: tuple[HitView, ...] = ()
    contribute_url: str = ""  # the page that says how to bring an experience, where there is one


def rescue(page: SearchPage, request: HttpRequest) -> Rescue:
    """Ways on from the empty answer on `page`: at most three questions to the engine,
    and MOST_WORDS for suggestions.

    With a spelling on offer, everything is counted with that spelling.
    """
    query, corrected, found = page.query, page.results.corrected, page.results
    if corrected:
        query = replace(query, text=corrected, page=1)
        found = ask(query)
    wide = cleared(query, fixed=page.address.fixed)
    filtered = replace(query, page=1) != wide
    widest = ask(wide) if filtered else None
    return Rescue(
        corrected=corrected,
        corrected_url=page.address.url(query) if corrected else "",
        corrected_total=found.total,
        drops=tuple(_drops(page, query, found)) if widest and widest.total else (),
        clear_url=page.address.url(wide),
        clear_total=widest.total if widest else 0,
        alike=tuple(_alike(page, corrected or query.text)),
        contribute_url=contribution_page(request, query.locale),
        near=page.drawn(replace(widest, hits=widest.hits[:MOST_NEAR])) if widest else (),
    )


def _alike(page: SearchPage, text: str) -> Iterator[Link]:
    """Themes and titles that begin like one of the words that were sought, each name once."""
    words = sorted({word for word in text.split() if len(word) >= SHORTEST}, key=len, reverse=True)
    seen: set[str] = set()
    for word in words[:MOST_WORDS]:
        for suggestion in suggest(word, page.query.locale):
            url = suggestion.url
            if suggestion.group == "theme":
                theme = SearchQuery(selected={"theme": (suggestion.value,)})
                url = Address(reverse("search:results")).url(theme)
            if url and suggestion.label not in seen and len(seen) < MOST_ALIKE:
                seen.add(suggestion.label)
                yield Link(suggestion.label, url)


def _drops(page: SearchPage, query: SearchQuery, found: SearchResults) -> list[Drop]:
    """Each active filter with what the search gives without it, the fruitful ones first.

    `found` is the answer to `query`. The values of one facet go together: dropping one of two
    alternatives finds no more.
    """
    drops = []
    for facet in found.facets:
        ticked = [value.label for value in facet.values if value.selected]
        if ticked and facet.name not in page.address.fixed:
            url = page.address.url(replace(without_facet(query, facet.name), page=1))
            total = found.without[facet.name]
            drops.append(Drop(facet.label, ", ".join(ticked), url, total))
    if query.commune and query.area != Area.ANYWHERE and page.question.commune:
        wider = without_commune(query)
        name, total = page.question.commune.name, ask(wider).total
        drops.append(Drop(_("Commune"), name, page.address.url(wider), total))
    fruitful = [drop for drop in drops if drop.total]
    return sorted(fruitful, key=lambda drop: -drop.total)[:MOST_DROPS]

"""Facets as they are drawn: which stand open, which values wait behind "show more"."""

from dataclasses import dataclass, replace

from search.kinds import DATED, Kind
from search.query import SearchQuery
from search.results import Facet, FacetValue

# What some kinds alone have is drawn beside those only: a page has at most 600 elements.
OF_KINDS = {"reponse": {Kind.DISCUSSION.value}, "dates": DATED}
# Facets that stand open; the others are folded until one of their values is ticked.
OPEN = ("theme", "taille", "pilier", "type")
# Facets that can be long: beyond so many values, the rarest wait behind "show more". A page has
# at most 600 elements, and four of them draw one value.
LONG = {
    "theme": 7,
    "type": 6,
    "region": 3,
    "departement": 3,
    "etape": 4,
    "public": 4,
    "annee": 4,
}


@dataclass(frozen=True)
class Row:
    """A value of a facet, and the values under it (the sub-themes of a theme)."""

    value: FacetValue
    children: tuple[FacetValue, ...] = ()


@dataclass(frozen=True)
class FacetView:
    """A facet as it is drawn."""

    name: str
    label: str
    rows: tuple[Row, ...]
    selected: int  # ticked values
    hidden: int  # values behind "show more"
    all_url: str  # the same page with the whole facet
    expanded: bool = False  # the visitor asked for the whole of it

    @property
    def always_open(self) -> bool:
        return self.name in OPEN

    @property
    def open(self) -> bool:
        """Whether a folded facet is shown unfolded: it is in use."""
        return bool(self.selected) or self.expanded


def is_apt(name: str, query: SearchQuery) -> bool:
    """Whether the facet says something of the kinds that are asked for, or is in use."""
    kinds = OF_KINDS.get(name)
    asked = query.selected.get("type", ())
    return kinds is None or name in query.selected or not kinds.isdisjoint(asked)


def facet_view(facet: Facet, *, url: str, expanded: str) -> FacetView:
    """`facet` as it is drawn on the page at `url`, whole if it is the `expanded` one.

    Values without result are left out unless they are ticked. Of a long facet the commonest are
    drawn, whether themes or sub-themes, and all that stand under a ticked theme.
    """
    if facet.name == "taille":
        sized = (replace(value, icon=f"size-{value.value}") for value in facet.values)
        facet = replace(facet, values=tuple(sized))
    ticked = {value.value for value in facet.values if value.selected}
    above = {value.parent for value in facet.values if value.selected and value.parent}
    values = [each for each in facet.values if each.count or each.value in ticked | above]
    whole = expanded == facet.name or len(values) <= LONG.get(facet.name, len(values)) + 1
    shown = values if whole else _commonest(values, ticked | above, LONG[facet.name])
    named = {value.value for value in shown}
    rows = tuple(
        Row(value, tuple(child for child in shown if child.parent == value.value))
        for value in shown
        if value.parent not in named
    )
    joiner = "&" if "?" in url else "?"
    return FacetView(
        name=facet.name,
        label=facet.label,
        rows=rows,
        selected=len(ticked),
        hidden=len(values) - len(shown),
        all_url=f"{url}{joiner}voir={facet.name}#facette-{facet.name}",
        expanded=expanded == facet.name,
    )


def _commonest(values: list[FacetValue], ticked: set[str], most: int) -> list[FacetValue]:
    """The `most` values with the highest counts, the ticked ones, and what stands above and under.

    In the order in which they came. A theme counts at least as much as each of its sub-themes.
    """
    ranked = sorted(values, key=lambda value: (-value.count, bool(value.parent)))
    kept = ticked | {value.value for value in ranked[:most]}
    kept |= {value.parent for value in values if value.value in kept}
    return [value for value in values if value.value in kept or value.parent in ticked]

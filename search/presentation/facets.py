"""Facets as they are drawn: which stand open, which values wait behind "show all"."""

from dataclasses import dataclass, replace

from search.results import Facet, FacetValue

# Facets that stand open; the others are folded until one of their values is ticked.
OPEN = ("theme", "taille", "pilier", "type")
# Facets that can be long: beyond so many values, the rarest wait behind "show all". A page has
# at most 600 elements, and four of them draw one value.
LONG = {"theme": 6, "region": 5, "departement": 5, "annee": 5}


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
    hidden: int  # values behind "show all"
    all_url: str  # the same page with the whole facet
    expanded: bool = False  # the visitor asked for the whole of it

    @property
    def always_open(self) -> bool:
        return self.name in OPEN

    @property
    def open(self) -> bool:
        """Whether a folded facet is shown unfolded: it is in use."""
        return bool(self.selected) or self.expanded


def facet_view(facet: Facet, *, url: str, expanded: str) -> FacetView:
    """`facet` as it is drawn on the page at `url`, whole if it is the `expanded` one.

    Values without result are left out unless they are ticked. Sub-themes come under their theme
    once it or one of them is ticked.
    """
    if facet.name == "taille":
        sized = (replace(value, icon=f"size-{value.value}") for value in facet.values)
        facet = replace(facet, values=tuple(sized))
    whole = facet.name not in LONG or expanded == facet.name
    used = {value.value for value in facet.values if value.count or value.selected}
    used |= {value.parent for value in facet.values if value.selected and value.parent}
    values = [value for value in facet.values if value.value in used]
    named = {value.value for value in values}
    tops = [value for value in values if value.parent not in named]
    ticked = {value.value for value in values if value.selected}
    ticked |= {value.parent for value in values if value.selected and value.parent}
    shown = tops if whole else _commonest(tops, ticked, LONG[facet.name])
    rows = tuple(
        Row(
            value,
            tuple(child for child in values if child.parent == value.value)
            if expanded == facet.name or value.value in ticked
            else (),
        )
        for value in shown
    )
    listed = len(rows) + sum(len(row.children) for row in rows)
    joiner = "&" if "?" in url else "?"
    return FacetView(
        name=facet.name,
        label=facet.label,
        rows=rows,
        selected=sum(value.selected for value in values),
        hidden=len(values) - listed,
        all_url=f"{url}{joiner}voir={facet.name}#facette-{facet.name}",
        expanded=expanded == facet.name,
    )


def _commonest(values: list[FacetValue], ticked: set[str], most: int) -> list[FacetValue]:
    """The `most` values with the highest counts and the ticked ones, in the order they came."""
    if len(values) <= most + 1:
        return values
    ranked = sorted(values, key=lambda value: -value.count)
    kept = ticked | {value.value for value in ranked[:most]}
    return [value for value in values if value.value in kept]

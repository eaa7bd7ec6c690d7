"""From a question to its address: one canonical query string for each question."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from search.kinds import DATED
from search.query import FACETS, Area, SearchQuery, Sort

# Every parameter of a public search address, in the one order in which it is written.
PARAMETERS = (
    "q",
    "theme",
    "taille",
    "pilier",
    "type",
    "reponse",
    "dates",
    "region",
    "departement",
    "commune",
    "perimetre",
    "etape",
    "cout",
    "public",
    "annee",
    "tri",
    "page",
)
SORTS_BY_COMMUNE = (Sort.DISTANCE, Sort.LIKENESS)


def asks_for_dated(query: SearchQuery) -> bool:
    """Whether only kinds that have days, aids and events, are asked for."""
    kinds = query.selected.get("type", ())
    return bool(kinds) and DATED.issuperset(kinds)


def usual_sort(query: SearchQuery) -> Sort:
    """The order of `query` when its address has no `tri`.

    The best first; but of what has days alone, asked for without a word, the next days.
    """
    return Sort.SOON if asks_for_dated(query) and not query.text else Sort.RELEVANCE


def default_area(sort: Sort) -> Area:
    """What a commune means when the address has no `perimetre`.

    The commune itself; but whoever sorts by distance or likeness wants to see other towns.
    """
    return Area.ANYWHERE if sort in SORTS_BY_COMMUNE else Area.INSIDE


def pairs(query: SearchQuery, *, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """(parameter, value) of `query` in the canonical order, what is usual left out.

    `without` names facets that the path says already (the kind of a catalogue).
    """
    values: dict[str, tuple[str, ...]] = {
        name: query.selected.get(name, ()) for name in FACETS if name not in without
    }
    if query.text:
        values["q"] = (query.text,)
    if query.commune:
        values["commune"] = (query.commune,)
        if query.area != default_area(query.sort):
            values["perimetre"] = (query.area,)
    if query.sort != usual_sort(query):
        values["tri"] = (query.sort,)
    if query.page > 1:
        values["page"] = (str(query.page),)
    return [(name, str(value)) for name in PARAMETERS for value in values.get(name, ())]


def query_string(query: SearchQuery, *, without: tuple[str, ...] = ()) -> str:
    """The canonical query string of `query`, without question mark; see `pairs`."""
    return urlencode(pairs(query, without=without))


@dataclass(frozen=True)
class Address:
    """Where a question is asked: the search page, or a catalogue whose kind is in its path."""

    path: str
    # Facets that the path fixes: not offered, not removable, not written again.
    fixed: tuple[str, ...] = ()
    # Facets whose single value has a page of its own under the path, `theme/<slug>/`.
    paths: tuple[str, ...] = ()

    def url(self, query: SearchQuery) -> str:
        """The canonical address of `query`."""
        alone = self.alone(query)
        if alone:
            name, value = alone
            rest = query_string(without_facet(query, name), without=self.fixed)
            return f"{self.path}{name}/{value}/{'?' if rest else ''}{rest}"
        string = query_string(query, without=self.fixed)
        return f"{self.path}?{string}" if string else self.path

    def alone(self, query: SearchQuery) -> tuple[str, str] | None:
        """The facet and value of a question that has nothing else, and so its own page."""
        chosen = {
            name: values
            for name, values in query.selected.items()
            if values and name not in self.fixed
        }
        if len(chosen) != 1 or query.text or query.commune or query.sort != usual_sort(query):
            return None
        [(name, values)] = chosen.items()
        return (name, values[0]) if name in self.paths and len(values) == 1 else None


def toggled(query: SearchQuery, name: str, value: str) -> SearchQuery:
    """`query` with one value of one facet ticked, or no longer; back on its first page."""
    before = query.selected.get(name, ())
    after = {*before} ^ {value}
    selected = {key: kept for key, kept in query.selected.items() if key != name}
    if after:
        selected[name] = tuple(sorted(after))
    return replace(_selecting(query, selected), page=1)


def without_facet(query: SearchQuery, name: str) -> SearchQuery:
    """`query` without any value of the facet `name`; the page is kept."""
    selected = {key: kept for key, kept in query.selected.items() if key != name}
    return _selecting(query, selected)


def _selecting(query: SearchQuery, selected: dict[str, tuple[str, ...]]) -> SearchQuery:
    """`query` with another selection; who has chosen no order has the usual one of that."""
    changed = replace(query, selected=selected)
    if query.sort == usual_sort(query):
        return replace(changed, sort=usual_sort(changed))
    return changed


def without_commune(query: SearchQuery) -> SearchQuery:
    """`query` anywhere; a sort that needs a commune falls back to the usual one."""
    sort = usual_sort(query) if query.sort in SORTS_BY_COMMUNE else query.sort
    return replace(query, commune="", sort=sort, area=default_area(sort), page=1)


def cleared(query: SearchQuery, *, fixed: tuple[str, ...] = ()) -> SearchQuery:
    """`query` with its words and its sort, but no filter save those that are `fixed`."""
    selected = {name: kept for name, kept in query.selected.items() if name in fixed}
    clear = replace(_selecting(query, selected), page=1)
    if query.sort in SORTS_BY_COMMUNE:
        return replace(clear, area=Area.ANYWHERE)
    return without_commune(clear)


def sorted_by(query: SearchQuery, sort: Sort) -> SearchQuery:
    """`query` in another order; sorting by commune looks beyond the commune itself."""
    area = query.area
    if not query.commune or (sort in SORTS_BY_COMMUNE and area == Area.INSIDE):
        area = default_area(sort)
    return replace(query, sort=sort, area=area, page=1)

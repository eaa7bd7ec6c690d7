"""The small map of a sheet: the département that it is in, or France when there are several."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from territories.maps import Dot, Map, departement_map, france_map
from territories.models import Territory
from ui.typography import inhabitants

# Names written on the map; beyond, they would cover one another. The list below has them all.
MOST_NAMES = 4
# Pixels between a dot and its name; from it to the line below and the line above; of a letter.
GAP = 12
BELOW, ABOVE = 24, 14
LETTER = 8.5


@dataclass(frozen=True)
class Spot:
    """A dot on the map; its name stands on the side where there is room, else below or above it."""

    name: str
    x: float
    y: float
    text_x: float
    text_y: float
    anchor: str  # of the SVG text: start, end or middle; empty: longer than the map is wide


@dataclass(frozen=True)
class Place:
    """One line of the list under the map."""

    name: str
    note: str
    url: str = ""  # of the territory's page; empty for those that have none


@dataclass(frozen=True)
class SheetMap:
    drawn: Map | None  # None where there is no outline, or nothing to show on it
    spots: list[Spot]
    with_names: bool
    title: str  # what the map shows, in words
    places: list[Place]  # the same in a list
    around: str  # "Isère (38), Auvergne-Rhône-Alpes"

    @property
    def is_france(self) -> bool:
        return self.drawn is not None and self.drawn.code == "france"


def sheet_map(acting: Sequence[Territory], localities: Sequence[Territory]) -> SheetMap | None:
    """The map of the territories of a sheet and of places inside them; None without any.

    No query: `departement` and `region` of each are already there.
    """
    shown = [*acting, *localities]
    if not shown:
        return None
    # A place inside says more than the middle of what it is in.
    dotted = [one for one in localities or acting if one.is_located]
    departements = {_departement_of(one) for one in shown}
    single = departements.pop() if len(departements) == 1 else None
    drawn = departement_map(single.code) if single else None
    if drawn is None and dotted:
        drawn = france_map()
    spots = [_spot(dot, drawn) for dot in drawn.dots(dotted)] if drawn else []
    names = ", ".join(dict.fromkeys(one.name for one in shown))
    return SheetMap(
        drawn=drawn,
        spots=spots,
        with_names=len(spots) <= MOST_NAMES,
        title=_("%(departement)s: %(places)s") % {"departement": single.name, "places": names}
        if single
        else _("France: %(places)s") % {"places": names},
        places=[
            Place(one.label, inhabitants(one.population), one.get_absolute_url()) for one in shown
        ],
        around=_around(single),
    )


def _spot(dot: Dot, drawn: Map) -> Spot:
    wide = len(dot.name) * LETTER
    sides = [("start", dot.x + GAP), ("end", dot.x - GAP)]
    if dot.x > drawn.width * 0.55:
        sides.reverse()
    for anchor, x in sides:
        if wide <= (drawn.width - x if anchor == "start" else x):
            return Spot(dot.name, dot.x, dot.y, x, dot.y, anchor)
    if wide > drawn.width:
        return Spot(dot.name, dot.x, dot.y, dot.x, dot.y, "")
    x = min(max(dot.x, wide / 2), drawn.width - wide / 2)
    y = dot.y + BELOW if dot.y + BELOW < drawn.height else dot.y - ABOVE
    return Spot(dot.name, dot.x, dot.y, x, y, "middle")


def _departement_of(territory: Territory) -> Territory | None:
    if territory.kind == Territory.Kind.DEPARTEMENT:
        return territory
    # Of an intermunicipal body across départements, the one with most of its inhabitants.
    return territory.departement


def _around(departement: Territory | None) -> str:
    if departement is None:
        return ""
    return f"{departement.name} ({departement.code})"

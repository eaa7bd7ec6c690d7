"""Small maps drawn in SVG: one of each département, one of France with its overseas départements.

A map knows its outline, and where on it a latitude and longitude are; templates draw it with
components/map.html, or put dots of their own over the sprite static/maps/france.svg.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import cos, log, radians, sin, tan
from math import pi as half_turn

from territories import outlines
from territories.models import Territory
from territories.outlines import Outlines, Ring

SIDE = 400  # pixels of the longer side of a département's map
MARGIN = 4
FRANCE_WIDTH, FRANCE_HEIGHT = 990, 960
# Overseas départements stand in a row below: code → left, top of a box of the size INSET.
INSETS = {
    code: (4 + 108 * place, 868) for place, code in enumerate(("971", "972", "973", "974", "976"))
}
INSET = (96, 88)
# Standard parallels and origin of Lambert 93, the legal projection of metropolitan France.
PARALLELS, ORIGIN = (44.0, 49.0), (46.5, 3.0)

Projection = Callable[[float, float], tuple[float, float]]  # latitude, longitude → flat x, y


def equirectangular(middle: float) -> Projection:
    """Fair around the latitude `middle`: the extent of a département or an island."""
    shrink = cos(radians(middle))
    return lambda latitude, longitude: (longitude * shrink, -latitude)


def lambert(latitude: float, longitude: float) -> tuple[float, float]:
    """Conformal conic projection on the sphere (Snyder, Map Projections, USGS 1987, p. 106)."""
    first, second = (radians(parallel) for parallel in PARALLELS)

    def isometric(north: float) -> float:
        return tan(half_turn / 4 + north / 2)

    cone = log(cos(first) / cos(second)) / log(isometric(second) / isometric(first))
    factor = cos(first) * isometric(first) ** cone / cone
    radius = factor / isometric(radians(latitude)) ** cone
    angle = cone * radians(longitude - ORIGIN[1])
    return radius * sin(angle), -(factor / isometric(radians(ORIGIN[0])) ** cone) + radius * cos(
        angle
    )


@dataclass(frozen=True)
class Frame:
    """A piece of a map: what it shows, where it lies on the page, and how it is projected."""

    rings: list[Ring]
    projection: Projection
    left: float
    top: float
    scale: float
    west: float  # flat coordinates of the left and upper edge
    north: float
    height: float  # pixels

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        x, y = self.projection(latitude, longitude)
        return (
            round(self.left + (x - self.west) * self.scale, 1),
            round(self.top + (y - self.north) * self.scale, 1),
        )

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether the point lies within the extent of what it shows, or up to 0.3° beyond."""
        points = [point for ring in self.rings for point in ring]
        return (
            min(x for x, _ in points) - 0.3 <= longitude <= max(x for x, _ in points) + 0.3
            and min(y for _, y in points) - 0.3 <= latitude <= max(y for _, y in points) + 0.3
        )


def fit(
    rings: list[Ring], projection: Projection, left: float, top: float, width: float, height: float
) -> Frame:
    """`rings` as large as they can be in a box of `width` × `height` pixels, from its corner."""
    flat = [projection(latitude, longitude) for ring in rings for longitude, latitude in ring]
    west, north = min(x for x, _ in flat), min(y for _, y in flat)
    wide, high = max(x for x, _ in flat) - west, max(y for _, y in flat) - north
    scale = min(width / wide, height / high)
    return Frame(rings, projection, left, top, scale, west, north, high * scale)


@dataclass(frozen=True)
class Dot:
    """A territory on a map, in pixels: a place for components/map.html."""

    territory: Territory
    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """A drawn map: `path` is the data of an SVG path in a view box of `width` × `height`."""

    code: str  # of a département; "france"
    width: int
    height: int
    frames: tuple[Frame, ...]
    path: str

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    def project(self, latitude: float, longitude: float) -> tuple[float, float] | None:
        """Pixels from the upper left corner; None for what this map does not show."""
        if len(self.frames) == 1:
            x, y = self.frames[0].project(latitude, longitude)
            return (x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None
        for frame in self.frames:
            if frame.holds(latitude, longitude):
                return frame.project(latitude, longitude)
        return None

    def dots(self, territories: Iterable[Territory]) -> list[Dot]:
        """Those of `territories` that this map shows; without those whose place is unknown."""
        found = []
        for territory in territories:
            if territory.latitude is None or territory.longitude is None:
                continue
            place = self.project(territory.latitude, territory.longitude)
            if place is not None:
                found.append(Dot(territory, territory.name, *place))
        return found


@lru_cache(maxsize=1)
def _outlines() -> dict[str, Outlines]:
    return outlines.read()


def _drawn(frames: Iterable[Frame]) -> str:
    return outlines.path_data(
        [frame.project(latitude, longitude) for longitude, latitude in ring]
        for frame in frames
        for ring in frame.rings
    )


@lru_cache(maxsize=128)
def departement_map(code: str) -> Map | None:
    """The map of a département (INSEE code); None for collectivities that have no outline."""
    rings = _outlines()["alone"].get(code)
    if rings is None:
        return None
    latitudes = [latitude for ring in rings for _, latitude in ring]
    projection = equirectangular((min(latitudes) + max(latitudes)) / 2)
    room = SIDE - 2 * MARGIN
    frame = fit(rings, projection, MARGIN, MARGIN, room, room)
    right = max(frame.project(y, x)[0] for ring in rings for x, y in ring)
    return Map(
        code=code,
        width=round(right + MARGIN),
        height=round(frame.height + 2 * MARGIN),
        frames=(frame,),
        path=_drawn([frame]),
    )


@lru_cache(maxsize=1)
def france_map() -> Map:
    """France: the metropolitan départements, and a box for each overseas one."""
    found = _outlines()["france"]
    metropole = [ring for code, rings in found.items() if code not in INSETS for ring in rings]
    frames = [
        fit(
            metropole,
            lambert,
            MARGIN,
            MARGIN,
            FRANCE_WIDTH - 2 * MARGIN,
            FRANCE_HEIGHT - 2 * MARGIN,
        )
    ]
    for code, (left, top) in INSETS.items():
        rings = found[code]
        projection = equirectangular(rings[0][0][1])
        frames.append(fit(rings, projection, left, top, *INSET))
    return Map("france", FRANCE_WIDTH, FRANCE_HEIGHT, tuple(frames), _drawn(frames))


def sprite(drawn: Map) -> str:
    """An SVG file with `drawn` as a symbol, for pages to share: {% static "maps/france.svg" %}."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg">\n'
        f'<symbol id="{drawn.code}" viewBox="{drawn.view_box}"><path d="{drawn.path}"/></symbol>\n'
        "</svg>\n"
    )

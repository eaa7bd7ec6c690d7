"""The radar of a result, as points of a drawing: axes, rings, what is known of the areas.

An area of which too little is known has no point: the line stops before it and goes on after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin
from typing import NamedTuple

from experiences.diagnostic.scoring import percent

WIDTH, HEIGHT = 400, 360
CENTRE = (200.0, 180.0)
RADIUS = 130.0
LABELS = 152.0  # from the centre: where the number of an axis stands
RINGS = 4


class Point(NamedTuple):
    x: float
    y: float


@dataclass(frozen=True)
class Axis:
    """One area. `value` is None where it is not known; `label` where its number stands."""

    number: int
    end: Point
    label: Point
    value: Point | None
    percent: int | None

    @property
    def anchor(self) -> str:
        """`text-anchor` of what stands there: away from the drawing."""
        if self.label.x == CENTRE[0]:
            return "middle"
        return "start" if self.label.x > CENTRE[0] else "end"


@dataclass(frozen=True)
class Radar:
    """`sides`: the points of each two neighbours that are known; `bands`: shapes, of ranges."""

    axes: tuple[Axis, ...]
    rings: tuple[tuple[Point, ...], ...]  # the smallest first
    sides: tuple[tuple[Point, Point], ...]
    bands: tuple[tuple[Point, ...], ...]

    @property
    def grid(self) -> list[str]:
        """`points` of the rings."""
        return [" ".join(map(written, ring)) for ring in self.rings]

    @property
    def surface(self) -> str:
        """`d` of what is filled; empty where no two neighbours are known."""
        centre = Point(*CENTRE)
        return "".join(_shape(centre, *side) for side in self.sides)

    @property
    def outline(self) -> str:
        return "".join(_line(*side) for side in self.sides)

    @property
    def band(self) -> str:
        """`d` of what half of the others reach; empty without."""
        return "".join(_shape(*points) for points in self.bands)


class Range(NamedTuple):
    """From a quarter to three quarters of some territories."""

    low: Fraction
    high: Fraction


def radar(values: Sequence[Fraction | None], ranges: Sequence[Range | None] = ()) -> Radar:
    """Of shares from 0 to 1, or None, clockwise from the top; `ranges` by axis where known."""
    count = len(values)
    known = [
        None if value is None else point(place, count, RADIUS * float(value))
        for place, value in enumerate(values)
    ]
    axes = tuple(
        Axis(
            place + 1,
            point(place, count, RADIUS),
            point(place, count, LABELS),
            known[place],
            percent(value),
        )
        for place, value in enumerate(values)
    )
    rings = tuple(
        tuple(point(place, count, RADIUS * ring / RINGS) for place in range(count))
        for ring in range(1, RINGS + 1)
    )
    pairs = ((known[one], known[other]) for one, other in neighbours(count))
    return Radar(
        axes,
        rings,
        tuple((first, second) for first, second in pairs if first and second),
        tuple(_bands(ranges, count)),
    )


def point(place: int, count: int, distance: float) -> Point:
    """At `distance` from the centre on the axis `place` of `count`, the first straight up."""
    angle = 2 * pi * place / count - pi / 2
    x, y = CENTRE
    return Point(round(x + distance * cos(angle), 1), round(y + distance * sin(angle), 1))


def neighbours(count: int) -> list[tuple[int, int]]:
    """Each axis with the next one, around; two axes have one side, one has none."""
    if count < 3:
        return [(0, 1)] if count == 2 else []
    return [(place, (place + 1) % count) for place in range(count)]


def written(at: Point) -> str:
    return f"{at.x:g},{at.y:g}"


def _line(*points: Point) -> str:
    return "M" + "L".join(map(written, points))


def _shape(*points: Point) -> str:
    return f"{_line(*points)}Z"


def _bands(ranges: Sequence[Range | None], count: int) -> Iterator[tuple[Point, ...]]:
    """Between the low and the high of each two neighbours of which both are known."""
    for one, other in neighbours(count) if len(ranges) == count else ():
        first, second = ranges[one], ranges[other]
        if first and second:
            yield (
                point(one, count, RADIUS * float(first.low)),
                point(one, count, RADIUS * float(first.high)),
                point(other, count, RADIUS * float(second.high)),
                point(other, count, RADIUS * float(second.low)),
            )

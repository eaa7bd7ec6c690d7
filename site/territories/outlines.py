"""Outlines of départements made light enough for a page, with their common borders kept common.

Made once by `build_outlines` from a GeoJSON file; territories.maps draws from the result.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from math import hypot
from pathlib import Path
from typing import Any

from territories.reference import DATA_DIR

OUTLINES = DATA_DIR / "outlines.json.gz"
# Alone on a map of 400 px: 0.8 px, as part of the longer side.
TOLERANCE_ALONE = 0.002
# On the map of France: 2 px, in degrees; overseas, in a box of its own, 0.8 px.
TOLERANCE_FRANCE, TOLERANCE_OVERSEAS = 0.03, 0.008
# Islets below this part of the longer side would be single dots.
SMALLEST = 0.012

Point = tuple[float, float]  # longitude, latitude in degrees
Ring = list[Point]


Outlines = dict[str, list[Ring]]  # by INSEE code of the département, the largest ring first


def alone(code: str, side: float) -> float:
    """Degrees of tolerance for a département on a map of its own; `side`: its longer one."""
    return TOLERANCE_ALONE * side


def in_france(code: str, side: float) -> float:
    """Degrees of tolerance on the map of France: the same for neighbours."""
    return TOLERANCE_OVERSEAS * side if code.startswith("97") else TOLERANCE_FRANCE


def outlines(geojson: dict[str, Any], tolerance: Callable[[str, float], float]) -> Outlines:
    """The rings of each département, simplified to what `tolerance` says."""
    sources = {
        feature["properties"]["code"]: [
            [(float(x), float(y)) for x, y in polygon[0]]
            for polygon in feature["geometry"]["coordinates"]
        ]
        for feature in geojson["features"]
    }
    owners: dict[Point, set[str]] = defaultdict(set)
    for code, rings in sources.items():
        for ring in rings:
            for point in ring:
                owners[point].add(code)
    found = {}
    for code, rings in sorted(sources.items()):
        side = max(_side(ring) for ring in rings)
        kept = [
            simplify_ring(ring, owners, tolerance(code, side))
            for ring in sorted(rings, key=_side, reverse=True)
            if _side(ring) > SMALLEST * side
        ]
        found[code] = [ring for ring in kept if len(ring) > 3]
    return found


def _side(ring: Ring) -> float:
    west, east = min(point[0] for point in ring), max(point[0] for point in ring)
    south, north = min(point[1] for point in ring), max(point[1] for point in ring)
    return max(east - west, north - south)


def simplify_ring(ring: Ring, owners: dict[Point, set[str]], tolerance: float) -> Ring:
    """`ring` closed, simplified between the points where its neighbours change.

    A border is so cut at the same points, and simplified alike, on both its sides.
    """
    points = ring[:-1] if ring[0] == ring[-1] else ring
    fixed = [
        index
        for index, point in enumerate(points)
        if owners[point] != owners[points[index - 1]]
        or owners[point] != owners[points[(index + 1) % len(points)]]
    ]
    if len(fixed) < 2:
        # An island: from one end to the other and back.
        start = min(range(len(points)), key=points.__getitem__)
        end = max(range(len(points)), key=points.__getitem__)
        fixed = sorted({start, end})
    kept: Ring = []
    for first, last in zip(fixed, [*fixed[1:], fixed[0] + len(points)], strict=True):
        arc = [points[index % len(points)] for index in range(first, last + 1)]
        kept += simplify(arc, tolerance)[:-1]
    return [*kept, kept[0]]


def simplify(arc: Ring, tolerance: float) -> Ring:
    """`arc` without the points nearer than `tolerance` to it (Ramer, Douglas and Peucker)."""
    # The same way round from both sides, so that ties fall alike.
    if arc[0] > arc[-1]:
        return simplify(arc[::-1], tolerance)[::-1]
    keep = {0, len(arc) - 1}
    pending = [(0, len(arc) - 1)]
    while pending:
        first, last = pending.pop()
        if last - first < 2:
            continue
        gaps = [
            (_gap(arc[index], arc[first], arc[last]), index) for index in range(first + 1, last)
        ]
        widest, index = max(gaps)
        if widest > tolerance:
            keep.add(index)
            pending += [(first, index), (index, last)]
    return [arc[index] for index in sorted(keep)]


def _gap(point: Point, start: Point, end: Point) -> float:
    """How far `point` is from the line from `start` to `end`."""
    wide, high = end[0] - start[0], end[1] - start[1]
    length = hypot(wide, high)
    if not length:
        return hypot(point[0] - start[0], point[1] - start[1])
    return abs(wide * (start[1] - point[1]) - high * (start[0] - point[0])) / length


def write(geojson: dict[str, Any], path: Path = OUTLINES) -> None:
    """Write both sets of outlines, byte for byte the same for the same source."""
    both = {"alone": outlines(geojson, alone), "france": outlines(geojson, in_france)}
    text = json.dumps(both, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def read(path: Path = OUTLINES) -> dict[str, Outlines]:
    """The outlines for a map of each alone ("alone") and of all together ("france")."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {
            name: {
                code: [[(x, y) for x, y in ring] for ring in rings] for code, rings in one.items()
            }
            for name, one in json.load(file).items()
        }


def path_data(rings: Iterable[Iterable[Point]]) -> str:
    """An SVG path of closed rings given in pixels, in whole pixels, relative, so as to be short."""
    parts = []
    for ring in rings:
        whole = [(round(x), round(y)) for x, y in ring]
        here = whole[0]
        steps = []
        for point in whole[1:-1]:
            if point != here:
                steps.append(f"{point[0] - here[0]} {point[1] - here[1]}")
                here = point
        if len(steps) > 1:
            parts.append(f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}z")
    return "".join(parts).replace(" -", "-")

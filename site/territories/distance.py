"""How far territories are from each other, as the crow flies, centre to centre."""

from math import asin, cos, degrees, pi, radians, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple, Protocol

from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.expressions import Combinable

if TYPE_CHECKING:
    from territories.models import Territory

EARTH_RADIUS = 6371.0088  # km, mean radius (IUGG)


class Box(NamedTuple):
    """Bounds in degrees of latitude and longitude."""

    south: float
    north: float
    west: float
    east: float


class Place(Protocol):
    @property
    def latitude(self) -> float | None: ...

    @property
    def longitude(self) -> float | None: ...


def kilometres(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """Great-circle distance (haversine) of two points in degrees."""
    north, other_north = radians(latitude), radians(other_latitude)
    half_height = sin((other_north - north) / 2)
    half_width = sin(radians(other_longitude - longitude) / 2)
    chord = half_height**2 + cos(north) * cos(other_north) * half_width**2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(chord)))


def distance(one: Place, other: Place) -> float | None:
    """Kilometres between two territories; None when the centre of either is unknown."""
    if (
        one.latitude is None
        or one.longitude is None
        or other.latitude is None
        or other.longitude is None
    ):
        return None
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def box(latitude: float, longitude: float, radius: float) -> Box:
    """The smallest box that holds every point within `radius` km; it holds some beyond, too."""
    height = degrees(radius / EARTH_RADIUS)
    # The circle is widest a little towards the pole, where meridians draw together.
    ratio = sin(min(pi / 2, radius / EARTH_RADIUS)) / max(1e-9, cos(radians(latitude)))
    width = degrees(asin(ratio)) if ratio < 1 else 180.0
    return Box(latitude - height, latitude + height, longitude - width, longitude + width)


def in_box(bounds: Box, prefix: str = "") -> Q:
    """The database condition for `bounds`; `prefix` leads to the territory ("territory__").

    Without a box across the 180th meridian: no French commune lies near it.
    """
    return Q(
        **{
            f"{prefix}latitude__gte": bounds.south,
            f"{prefix}latitude__lte": bounds.north,
            f"{prefix}longitude__gte": bounds.west,
            f"{prefix}longitude__lte": bounds.east,
        }
    )


def nearness(latitude: float, longitude: float, prefix: str = "") -> Combinable:
    """What to order by so that the nearest to a point come first; not a distance itself.

    `prefix`: as of `in_box`.
    """
    high = F(f"{prefix}latitude") - Value(latitude, FloatField())
    wide = (F(f"{prefix}longitude") - Value(longitude, FloatField())) * cos(radians(latitude))
    return high * high + wide * wide


def within(
    territories: QuerySet["Territory"], latitude: float, longitude: float, radius: float
) -> list[tuple[float, "Territory"]]:
    """Those of `territories` at most `radius` km from a point, with their distance, nearest first.

    One query, by a box of latitude and longitude; the corners of the box are cut off afterwards.
    """
    found = []
    for territory in territories.filter(in_box(box(latitude, longitude, radius))):
        if territory.latitude is not None and territory.longitude is not None:
            apart = kilometres(latitude, longitude, territory.latitude, territory.longitude)
            if apart <= radius:
                found.append((apart, territory))
    return sorted(found, key=lambda pair: (pair[0], pair[1].pk))

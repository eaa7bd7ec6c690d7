"""What a commune or EPCI in a question keeps: in it, around it, what contains it."""

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.engines.places import AROUND, Standpoint
from search.query import Area
from territories.likeness import Features
from territories.models import Territory

# Only their centre says where they are: a département is not near because its centre is.
LOCAL = [kind.value for kind in Territory.LOCAL]


def in_area(here: Standpoint, area: Area) -> Query:
    """Documents about a territory in `area`; all of them where it is everywhere."""
    return Q("nested", path="places", query=place_in_area(here, area))


def place_in_area(here: Standpoint, area: Area) -> Query:
    """The same of one of a document's places."""
    if area == Area.INSIDE:
        return _inside(here.own)
    if area == Area.CONTAINING:
        return Q("terms", **{"places.territory": sorted(here.containing)})
    if area == Area.ANYWHERE:
        return Q("match_all")
    near = _inside(here.own) | Q("terms", **{"places.territory": sorted(here.containing)})
    around = point(here.own)
    if around:
        distance = {"distance": f"{AROUND}km", "places.point": around}
        near |= Q(
            "bool", filter=[Q("terms", **{"places.kind": LOCAL}), Q("geo_distance", **distance)]
        )
    return near


def _inside(own: Features) -> Query:
    """About it, or about a commune of the EPCI."""
    return Q("term", **{"places.territory": own.pk}) | Q("term", **{"places.epci": own.pk})


def point(own: Features) -> dict[str, float] | None:
    """The centre of a territory; None when it is not known."""
    if own.latitude is None or own.longitude is None:
        return None
    return {"lat": own.latitude, "lon": own.longitude}

"""How results are ranked: by words with a nudge, by distance, by likeness."""

from datetime import date
from math import exp, log1p
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.engines.elasticsearch.areas import place_in_area, point
from search.engines.ordering import COMPLETE, HALF_LIFE, OF_MEMBERS, RECENT, SHARED, TOPIC
from search.engines.places import OTHER_KIND, Standpoint
from search.query import Area
from territories import likeness
from territories.likeness import Features

HOURS_OF_YEAR = 365.25 * 24


def nudged(sought: Query | None, today: date) -> Query:
    """The score of the words (1 without any) times 1 to 1.3: complete and recent ones gain.

    That of what members write counts less.
    """
    half_life = f"{round(HALF_LIFE * HOURS_OF_YEAR)}h"
    origin = today.isoformat()
    functions: list[dict[str, Any]] = [
        {"weight": 1},
        {"field_value_factor": {"field": "completeness", "missing": 0}, "weight": COMPLETE},
        {
            "filter": {"range": {"date": {"lte": origin}}},
            "exp": {"date": {"origin": origin, "scale": half_life, "decay": 0.5}},
            "weight": RECENT,
        },
        {"filter": {"range": {"date": {"gt": origin}}}, "weight": RECENT},
    ]
    # Without words every document scores 1: a filter would score 0.
    return Q(
        "function_score",
        query=Q(
            "boosting",
            positive=sought or Q("match_all"),
            negative=Q("terms", facets=[TOPIC, SHARED]),
            negative_boost=OF_MEMBERS,
        ),
        functions=functions,
        score_mode="sum",
        boost_mode="multiply",
    )


def geo_sort(here: Standpoint, area: Area) -> dict[str, Any]:
    """By kilometres to the nearest of a document's territories in the area; unknown ones last."""
    return {
        "_geo_distance": {
            "places.point": point(here.own),
            "order": "asc",
            "unit": "km",
            "mode": "min",
            "nested": {"path": "places", "filter": place_in_area(here, area).to_dict()},
        }
    }


def most_alike(here: Standpoint, area: Area) -> Query:
    """Scores a document by the likeness of the most alike of its territories in the area.

    The measure is that of `territories.likeness`.
    """
    own = here.own
    functions = [
        *_scale("population", likeness.POPULATION, own.population),
        *_scale("surroundings", likeness.SURROUNDINGS, own.surroundings),
        *_scale("company", likeness.COMPANY, own.company),
        *_nearness(own),
    ]
    if own.epci is not None:
        functions.append(
            {"filter": {"term": {"places.epci": own.epci}}, "weight": likeness.SAME_EPCI}
        )
    measured = Q(
        "function_score",
        query=place_in_area(here, area),
        functions=functions,
        score_mode="sum",
        boost_mode="replace",
    )
    other_kind = {
        "filter": {"bool": {"must_not": {"term": {"places.kind": here.kind}}}},
        "weight": OTHER_KIND,
    }
    weighed = Q("function_score", query=measured, functions=[other_kind], boost_mode="multiply")
    return Q("nested", path="places", score_mode="max", query=weighed)


def _scale(name: str, weight: float, own: int | None) -> list[dict[str, Any]]:
    """A number of people that is about the same; places keep logarithms of it."""
    if own is None:
        return [{"weight": weight * likeness.UNKNOWN}]
    same = {"origin": log1p(own), "scale": 1, "decay": exp(-1)}
    return _where_known(f"places.{name}", weight, {"gauss": {f"places.{name}": same}})


def _nearness(own: Features) -> list[dict[str, Any]]:
    centre = point(own)
    if centre is None:
        return [{"weight": likeness.NEARNESS * likeness.UNKNOWN}]
    near = {"origin": centre, "scale": f"{likeness.NEAR}km", "decay": exp(-1)}
    return _where_known("places.point", likeness.NEARNESS, {"exp": {"places.point": near}})


def _where_known(field: str, weight: float, function: dict[str, Any]) -> list[dict[str, Any]]:
    known = {"exists": {"field": field}}
    return [
        {"filter": known, "weight": weight, **function},
        {"filter": {"bool": {"must_not": known}}, "weight": weight * likeness.UNKNOWN},
    ]

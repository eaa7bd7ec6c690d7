"""Territories that are like one another, and why, in words.

Alike are: the same kind, about as many inhabitants, as many people around (how rural it is), near,
in an intermunicipal body of the same size. What is not known of either counts neither for nor
against. Nothing is ranked by merit: it is only whose experience fits.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp, log
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from territories.distance import box, distance, in_box, nearness
from territories.models import Territory

NEAR = 60.0  # km
# What each thing that two territories may have in common counts for; 1 in all.
POPULATION, SURROUNDINGS, NEARNESS, COMPANY, SAME_EPCI = 0.35, 0.25, 0.20, 0.10, 0.10
# Only these are compared with: 1/3 to 3 times the inhabitants.
POPULATION_RATIO = 3.0
# Of the next larger and next smaller, wherever they are, at most so many each.
NEIGHBOURS_IN_SIZE = 40
NEIGHBOURS_IN_SPACE = 250
UNKNOWN = 0.5
NO_BREAK_SPACE = "\u00a0"


class Features(NamedTuple):
    """What likeness is computed from; None: unknown."""

    pk: int
    population: int | None
    surroundings: int | None  # inhabitants within 10 km
    latitude: float | None
    longitude: float | None
    departement: int | None
    epci: int | None
    # Inhabitants of its EPCI for a commune; number of communes for what is made of communes.
    company: int | None


@dataclass(frozen=True)
class Alike:
    """A territory like the one asked for."""

    territory: Territory
    likeness: float  # 0 to 1
    kilometres: float | None
    reason: str  # "11 km, 1 200 habitants, même intercommunalité"


def features_of(territory: Territory) -> Features:
    """The features of a territory; its `epci` is best loaded with it."""
    return Features(
        territory.pk,
        territory.population,
        territory.surroundings,
        territory.latitude,
        territory.longitude,
        territory.departement_id,
        territory.epci_id,
        territory.epci.population if territory.epci else territory.communes_count,
    )


def alike(
    territory: Territory, *, limit: int = 5, among: QuerySet[Territory] | None = None
) -> list[Alike]:
    """The `limit` territories most like the one that `territory` is, or became part of.

    `among` narrows the choice (those with a published sheet, …). Four queries whatever the data.
    """
    own = features_of(territory.current)
    candidates = _candidates(territory.current, among)
    scored = sorted(
        ((likeness(own, other), -other.pk, other) for other in candidates), reverse=True
    )[:limit]
    rows = Territory.objects.select_related("departement", "epci").in_bulk(
        [other.pk for _, _, other in scored]
    )
    return [
        Alike(rows[other.pk], score, distance(own, other), reason(own, other))
        for score, _, other in scored
        if other.pk in rows
    ]


def likeness(one: Features, other: Features) -> float:
    """From 0 (nothing in common) to 1 (the same); symmetric."""
    apart = distance(one, other)
    parts = (
        (POPULATION, _same_scale(one.population, other.population)),
        (SURROUNDINGS, _same_scale(one.surroundings, other.surroundings)),
        (NEARNESS, UNKNOWN if apart is None else exp(-apart / NEAR)),
        (COMPANY, _same_scale(one.company, other.company)),
        (SAME_EPCI, 1.0 if _same_epci(one, other) else 0.0),
    )
    return sum(weight * part for weight, part in parts)


def reason(one: Features, other: Features) -> str:
    """Why `other` is like `one`, in the active language."""
    return ", ".join(_reasons(one, other))


def _reasons(one: Features, other: Features) -> Iterator[str]:
    apart = distance(one, other)
    if apart is not None:
        yield f"{_number(max(1, round(apart)))}{NO_BREAK_SPACE}km"
    if other.population is not None:
        text = ngettext("%(count)s inhabitant", "%(count)s inhabitants", other.population)
        yield text.replace(" ", NO_BREAK_SPACE) % {"count": _number(other.population)}
    if _same_epci(one, other):
        yield gettext("same intermunicipal body")
    elif one.departement is not None and one.departement == other.departement:
        yield gettext("same département")
    elif _same_scale(one.surroundings, other.surroundings) > 0.9:
        yield gettext("as many people around")


def _number(value: int) -> str:
    """With its thousands apart as the active language has it; the fonts lack U+202F."""
    written = number_format(value, use_l10n=True, force_grouping=True)
    return written.replace("\u202f", NO_BREAK_SPACE)


def _same_epci(one: Features, other: Features) -> bool:
    return one.epci is not None and one.epci == other.epci


def _same_scale(one: int | None, other: int | None) -> float:
    """1 for equal numbers, 0.6 for the double, next to 0 for ten times as much."""
    if one is None or other is None:
        return UNKNOWN
    return exp(-(log((one + 1) / (other + 1)) ** 2))


def _candidates(territory: Territory, among: QuerySet[Territory] | None) -> Iterable[Features]:
    """Those near of about its size, and the next in size wherever they are, each once."""
    found = Territory.objects.all() if among is None else among
    found = found.filter(kind=territory.kind, obsolete=False).exclude(pk=territory.pk)
    population = territory.population
    queries = []
    if territory.latitude is not None and territory.longitude is not None:
        here = box(territory.latitude, territory.longitude, NEAR)
        near = found.filter(in_box(here)).order_by(
            nearness(territory.latitude, territory.longitude), "pk"
        )
        if population is not None:
            near = near.filter(
                Q(population__isnull=True)
                | Q(
                    population__gte=population / POPULATION_RATIO,
                    population__lte=(population + 1) * POPULATION_RATIO,
                )
            )
        queries.append(near[:NEIGHBOURS_IN_SPACE])
    if population is not None:
        larger = found.filter(population__gte=population).order_by("population", "pk")
        smaller = found.filter(population__lt=population).order_by("-population", "pk")
        queries += [larger[:NEIGHBOURS_IN_SIZE], smaller[:NEIGHBOURS_IN_SIZE]]
    company = "epci__population" if territory.kind == Territory.Kind.COMMUNE else "communes_count"
    by_pk = {}
    for query in queries:
        for row in query.values_list(
            "pk",
            "population",
            "surroundings",
            "latitude",
            "longitude",
            "departement_id",
            "epci_id",
            F(company),
        ):
            by_pk[row[0]] = Features(*row)
    return by_pk.values()

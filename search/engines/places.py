"""Where documents are, seen from a commune or EPCI: in it, around it, what contains it, how alike.

What is about a commune of an EPCI is in it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from search.models import Place
from search.query import Area
from territories.distance import box, in_box, kilometres
from territories.likeness import Features, features_of, likeness, reason
from territories.lookup import find_by_code
from territories.models import Territory

AROUND = 30.0  # km
# A territory of another kind has half the likeness of one of the same kind.
OTHER_KIND = 0.5
FAR = float("inf")


class Spot(NamedTuple):
    """A territory that documents are about."""

    kind: str
    features: Features


@dataclass(frozen=True)
class Outlook:
    """The documents of an area with their territories, seen from a commune or an EPCI.

    Each territory is measured once, however many documents are about it.
    """

    own: Features
    kind: str
    containing: frozenset[int]  # its EPCI, département and région
    spots: dict[int, Spot]  # by territory
    places: dict[int, list[int]]  # the territories of each document

    def distance(self, document: int) -> float:
        """Kilometres to its nearest territory, centre to centre; `FAR` when none is known."""
        return min(map(self._distance, self.places.get(document, ())), default=FAR)

    def likeness(self, document: int) -> float:
        """The likeness of its most alike territory, 0 to 1; -1 without any."""
        return max(map(self._likeness, self.places.get(document, ())), default=-1)

    def reason(self, document: int) -> str:
        """Why it is near or alike, by its most alike territory; empty without any."""
        places = self.places.get(document)
        if not places:
            return ""
        best = max(places, key=self._likeness)
        features = self.spots[best].features
        is_commune = self.kind == Territory.Kind.COMMUNE
        if self.own.pk in (best, features.epci):
            return _("in this commune") if is_commune else _("in this intermunicipal body")
        if best not in self.containing:
            return reason(self.own, features)
        if is_commune:
            return _("contains this commune")
        return _("contains this intermunicipal body")

    @cached_property
    def _distance(self) -> Callable[[int], float]:
        return cache(lambda territory: kilometres_between(self.own, self.spots[territory]))

    @cached_property
    def _likeness(self) -> Callable[[int], float]:
        def measured(territory: int) -> float:
            kind, features = self.spots[territory]
            factor = 1.0 if kind == self.kind else OTHER_KIND
            return factor * likeness(self.own, features)

        return cache(measured)


class Standpoint(NamedTuple):
    """The commune or EPCI from which a question looks."""

    own: Features
    kind: str
    containing: frozenset[int]  # its EPCI, département and région


def standpoint(code: str) -> Standpoint | None:
    """The commune or EPCI of an INSEE code or SIREN; None for an unknown one. One query.

    Of one that was merged: what it became part of.
    """
    place = find_by_code(code)
    if place is None:
        return None
    above = (place.epci_id, place.departement_id, place.region_id)
    return Standpoint(features_of(place), place.kind, frozenset(each for each in above if each))


def look(code: str, area: Area, locale: str) -> Outlook | None:
    """What `area` means from the commune or EPCI of a code; None for an unknown one.

    Three queries.
    """
    here = standpoint(code)
    if here is None:
        return None
    spots = _spots(here, area, Place.objects.filter(document__locale=locale).values("territory"))
    places: dict[int, list[int]] = defaultdict(list)
    pairs = Place.objects.filter(document__locale=locale)
    if area in (Area.INSIDE, Area.CONTAINING):
        pairs = pairs.filter(territory__in=spots)
    for document, territory in pairs.values_list("document_id", "territory_id"):
        if territory in spots:
            places[document].append(territory)
    return Outlook(*here, spots, places)


def look_at(here: Standpoint, area: Area, places: Mapping[int, Sequence[int]]) -> Outlook:
    """The same for a few documents, whose territories are known: one query."""
    spots = _spots(here, area, {each for some in places.values() for each in some})
    seen = {
        document: [territory for territory in some if territory in spots]
        for document, some in places.items()
    }
    return Outlook(*here, spots, seen)


def _spots(here: Standpoint, area: Area, among: Any) -> dict[int, Spot]:
    """The territories in `area` that are `among` some: keys, or a query of them."""
    own, containing = here.own, here.containing
    territories = Territory.objects.filter(pk__in=among)
    if area == Area.INSIDE:
        territories = territories.filter(_inside(own))
    elif area == Area.CONTAINING:
        territories = territories.filter(pk__in=containing)
    elif area == Area.AROUND:
        territories = territories.filter(_around(own, containing))
    rows = territories.values_list(
        "pk",
        "population",
        "surroundings",
        "latitude",
        "longitude",
        "departement_id",
        "epci_id",
        Coalesce("epci__population", "communes_count"),
        "kind",
    )
    found = {}
    for *known, kind in rows:
        spot = Spot(kind, Features._make(known))
        if area != Area.AROUND or _is_around(own, containing, spot):
            found[spot.features.pk] = spot
    return found


def _inside(own: Features) -> Q:
    """Itself, and the communes of an EPCI: none has a commune as its own."""
    return Q(pk=own.pk) | Q(epci=own.pk)


def _around(own: Features, containing: frozenset[int]) -> Q:
    contains = _inside(own) | Q(pk__in=containing)
    if own.latitude is None or own.longitude is None:
        return contains
    return contains | in_box(box(own.latitude, own.longitude, AROUND))


def _is_around(own: Features, containing: frozenset[int], spot: Spot) -> bool:
    """Whether it is within 30 km, in the EPCI, or contains what is looked from.

    A département or région whose centre is near, but that is another one, is not around.
    """
    if own.pk in (spot.features.pk, spot.features.epci) or spot.features.pk in containing:
        return True
    return spot.kind in Territory.LOCAL and kilometres_between(own, spot) <= AROUND


def kilometres_between(own: Features, spot: Spot) -> float:
    """Centre to centre; `FAR` when either is unknown."""
    other = spot.features
    if (
        own.latitude is None
        or own.longitude is None
        or other.latitude is None
        or other.longitude is None
    ):
        return FAR
    return kilometres(own.latitude, own.longitude, other.latitude, other.longitude)

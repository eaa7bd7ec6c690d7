"""What a territory made of communes is, from its communes: inhabitants, centre, surroundings."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from territories.reference import CommuneRow


class Totals(NamedTuple):
    population: int | None = None  # of the communes where it is known; None: of none
    latitude: float | None = None  # degrees, mean of the communes by inhabitants
    longitude: float | None = None
    surroundings: int | None = None  # what its average inhabitant has within 10 km
    communes_count: int | None = 0


def totals_by(
    communes: Iterable[CommuneRow], group: Callable[[CommuneRow], str]
) -> defaultdict[str, Totals]:
    """The totals of the communes of each `group`; empty totals for a group without communes."""
    groups = defaultdict(list)
    for commune in communes:
        groups[group(commune)].append(commune)
    totals: defaultdict[str, Totals] = defaultdict(Totals)
    totals.update((key, total(members)) for key, members in groups.items())
    return totals


def total(communes: list[CommuneRow]) -> Totals:
    """What `communes` are together."""
    known = [row.population for row in communes if row.population is not None]
    inhabitants = latitude = longitude = surroundings = 0.0
    for row in communes:
        if row.latitude is None or row.longitude is None or row.surroundings is None:
            continue
        # One more than its inhabitants: villages without any still have a place.
        weight = 1 + (row.population or 0)
        inhabitants += weight
        latitude += weight * row.latitude
        longitude += weight * row.longitude
        surroundings += weight * row.surroundings
    return Totals(
        population=sum(known) if known else None,
        latitude=round(latitude / inhabitants, 4) if inhabitants else None,
        longitude=round(longitude / inhabitants, 4) if inhabitants else None,
        surroundings=round(surroundings / inhabitants) if inhabitants else None,
        communes_count=len(communes),
    )

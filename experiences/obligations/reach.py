"""How many communes and EPCI a rule concerns, so that an editor sees what it does."""

from collections import Counter
from dataclasses import dataclass

from experiences.obligations.criteria import Group, Truth, evaluate
from experiences.obligations.facts import Subject
from territories.models import Territory

Kind = Territory.Kind
KINDS = (Kind.COMMUNE, Kind.EPCI)


@dataclass(frozen=True)
class Reach:
    """Of one kind of territory: how many are concerned, are not, and cannot be told."""

    kind: Territory.Kind
    applies: int
    unknown: int
    total: int


def reach(rule: Group) -> list[Reach]:
    """Of the present communes and EPCI, on their reference data alone. One query."""
    counts: dict[str, Counter[Truth]] = {kind: Counter() for kind in KINDS}
    rows = Territory.objects.present().filter(kind__in=KINDS)
    columns = ("kind", "population", "epci_id", "departement_codes", "region_codes")
    for kind, population, epci, departements, regions in rows.values_list(*columns).iterator():
        seen = Subject(
            name="",
            kind=kind,
            population=population,
            staff=None,
            surface=None,
            belongs=epci is not None,
            departements=frozenset(departements),
            regions=frozenset(regions),
        )
        counts[kind][evaluate(rule, seen).truth] += 1
    return [
        Reach(kind, count[Truth.YES], count[Truth.UNKNOWN], count.total())
        for kind, count in ((kind, counts[kind]) for kind in KINDS)
    ]

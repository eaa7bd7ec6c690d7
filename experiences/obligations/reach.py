"""Which communes and EPCI a rule concerns, and how many, so that an editor sees what it does."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from experiences.obligations.criteria import Group, Truth, evaluate
from experiences.obligations.facts import Subject
from territories.models import Territory, TerritoryQuerySet

Kind = Territory.Kind


@dataclass(frozen=True)
class Reach:
    """Of one kind of territory: how many are concerned, are not, and cannot be told."""

    kind: Territory.Kind
    applies: int
    unknown: int
    total: int


def reach(rule: Group) -> list[Reach]:
    """Of the present communes and EPCI, on their reference data alone. One query."""
    counts: dict[str, Counter[Truth]] = {kind: Counter() for kind in Territory.LOCAL}
    for _pk, seen in _subjects(Territory.objects.present()):
        counts[seen.kind][evaluate(rule, seen).truth] += 1
    return [
        Reach(kind, count[Truth.YES], count[Truth.UNKNOWN], count.total())
        for kind, count in ((kind, counts[kind]) for kind in Territory.LOCAL)
    ]


def at_threshold(rule: Group) -> Territory | None:
    """The present commune or EPCI of the fewest inhabitants that `rule` does not leave out.

    None where it leaves out all of them. Two queries.
    """
    known = Territory.objects.present().filter(population__isnull=False)
    for pk, seen in _subjects(known.order_by("population", "code")):
        if evaluate(rule, seen).truth != Truth.NO:
            return Territory.objects.with_places().get(pk=pk)
    return None


def _subjects(territories: TerritoryQuerySet) -> Iterator[tuple[int, Subject]]:
    """The key of each commune and EPCI, and what its reference data say. One query."""
    columns = ("pk", "kind", "population", "epci_id", "departement_codes", "region_codes")
    rows = territories.filter(kind__in=Territory.LOCAL).values_list(*columns)
    for pk, kind, population, epci, departements, regions in rows.iterator():
        yield (
            pk,
            Subject(
                name="",
                kind=kind,
                population=population,
                staff=None,
                surface=None,
                belongs=epci is not None,
                departements=frozenset(departements),
                regions=frozenset(regions),
            ),
        )

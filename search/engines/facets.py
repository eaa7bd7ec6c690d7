"""Selects and counts: values OR within a facet, facets AND, each count without its own facet."""

from collections import Counter
from collections.abc import Mapping, Sequence

from search.engines.matching import FACETS, Match

Selection = Mapping[str, Sequence[str]]


def count(
    found: Sequence[Match], selected: Selection
) -> tuple[Sequence[Match], dict[str, Counter[str]], dict[str, int]]:
    """The matches that every selection keeps, the counts of every facet value, and how many
    there would be without the selection of each facet that has one.

    A document that one facet alone refuses still counts for the values of that facet; one that
    two refuse counts for none.
    """
    wanted = {
        name: frozenset(f"{name}={value}" for value in values)
        for name, values in selected.items()
        if values
    }
    kept: list[Match] = []
    single: dict[str, list[Match]] = {name: [] for name in wanted}
    for match in found if wanted else ():
        values = match[FACETS].split(" ")
        refusing = [name for name, some in wanted.items() if some.isdisjoint(values)]
        if not refusing:
            kept.append(match)
        elif len(refusing) == 1:
            single[refusing[0]].append(match)
    every = kept if wanted else found
    counts: dict[str, Counter[str]] = {}
    _add(counts, _values(every), only=None)
    for name, some in single.items():
        _add(counts, _values(some), only=name)
    return every, counts, {name: len(every) + len(some) for name, some in single.items()}


def _values(found: Sequence[Match]) -> Counter[str]:
    """How often each "facet=value" stands in the matches: split at once, since they are many."""
    return Counter(" ".join([match[FACETS] for match in found]).split())


def _add(counts: dict[str, Counter[str]], found: Counter[str], *, only: str | None) -> None:
    """Add counts of "facet=value" to `counts`, by facet; those of `only` where it is given."""
    for pair, number in found.items():
        name, _, value = pair.partition("=")
        if only is None or name == only:
            counts.setdefault(name, Counter())[value] += number

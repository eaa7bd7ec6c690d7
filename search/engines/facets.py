"""Selects and counts: values OR within a facet, facets AND, each count without its own facet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

Selection = Mapping[str, Sequence[str]]


def count(
    packed: Iterable[tuple[int, str]], selected: Selection
) -> tuple[set[int], dict[str, Counter[str]], dict[str, int]]:
    """The documents that every selection keeps, the counts of every facet value, and how many
    documents there would be without the selection of each facet that has one.

    `packed` are (identifier, facets as in `Document.facets`). A document that one facet alone
    refuses still counts for the values of that facet; one that two refuse counts for none.
    """
    wanted = {
        name: frozenset(f"{name}={value}" for value in values)
        for name, values in selected.items()
        if values
    }
    kept: set[int] = set()
    whole: list[list[str]] = []
    single: dict[str, list[list[str]]] = {name: [] for name in wanted}
    for identifier, text in packed:
        values = text.split(" ")
        refusing = [name for name, some in wanted.items() if some.isdisjoint(values)]
        if not refusing:
            kept.add(identifier)
            whole.append(values)
        elif len(refusing) == 1:
            single[refusing[0]].append(values)
    counts: dict[str, Counter[str]] = {}
    _add(counts, Counter(chain.from_iterable(whole)), only=None)
    for name, some in single.items():
        _add(counts, Counter(chain.from_iterable(some)), only=name)
    return kept, counts, {name: len(whole) + len(some) for name, some in single.items()}


def _add(counts: dict[str, Counter[str]], found: Counter[str], *, only: str | None) -> None:
    """Add counts of "facet=value" to `counts`, by facet; those of `only` where it is given."""
    for pair, number in found.items():
        name, _, value = pair.partition("=")
        if only is None or name == only:
            counts.setdefault(name, Counter())[value] += number

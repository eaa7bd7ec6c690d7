"""Whom a rule concerns: a tree of all / one / none over conditions, evaluated in three values.

Kleene's strong logic: what is unknown stays unknown unless the rest decides. A commune under the
threshold of inhabitants is out whatever its number of agents, a larger one waits for that number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from experiences.obligations.facts import Fact, Subject

MAX_LEVELS = 3
# What editors' blocks are called (`experiences.obligations.blocks`).
RANGES = {"population": Fact.POPULATION, "staff": Fact.STAFF, "surface": Fact.SURFACE}


class Truth(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Join(Enum):
    """How the conditions of a group belong together; values are names of blocks."""

    ALL = "all_of"
    ANY = "any_of"
    NONE = "none_of"


@dataclass(frozen=True)
class Kinds:
    kinds: tuple[str, ...]  # of Territory.Kind

    def holds(self, subject: Subject) -> Truth:
        return _truth(subject.kind in self.kinds)


@dataclass(frozen=True)
class Range:
    """A number from `low` to `high`, each counted in or not; None: no limit on that side."""

    fact: Fact
    low: Decimal | None = None
    low_included: bool = True
    high: Decimal | None = None
    high_included: bool = True

    def holds(self, subject: Subject) -> Truth:
        value = subject.known(self.fact)
        if value is None:
            return Truth.UNKNOWN
        return _truth(self.reaches(value) and self.stays(value))

    def reaches(self, value: int | Decimal) -> bool:
        """Whether `value` is not below."""
        if self.low is None:
            return True
        return value >= self.low if self.low_included else value > self.low

    def stays(self, value: int | Decimal) -> bool:
        """Whether `value` is not above."""
        if self.high is None:
            return True
        return value <= self.high if self.high_included else value < self.high


@dataclass(frozen=True)
class Belonging:
    """That a commune is a member of an EPCI, or that it is of none."""

    wanted: bool

    def holds(self, subject: Subject) -> Truth:
        return _truth(subject.kind == "commune" and subject.belongs == self.wanted)


@dataclass(frozen=True)
class Overseas:
    wanted: bool

    def holds(self, subject: Subject) -> Truth:
        return _truth(subject.is_overseas == self.wanted)


@dataclass(frozen=True)
class Places:
    """In one of these départements or régions (codes)."""

    departements: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def holds(self, subject: Subject) -> Truth:
        return _truth(
            not subject.departements.isdisjoint(self.departements)
            or not subject.regions.isdisjoint(self.regions)
        )


Condition = Kinds | Range | Belonging | Overseas | Places


@dataclass(frozen=True)
class Group:
    join: Join
    children: tuple["Node", ...]


Node = Group | Condition


@dataclass(frozen=True)
class Outcome:
    """What comes of a tree, and the conditions that decide it with what each of them says."""

    truth: Truth
    because: tuple[tuple[Condition, Truth], ...] = ()

    @property
    def missing(self) -> tuple[Fact, ...]:
        """The facts that would decide it, each once."""
        facts = [
            condition.fact
            for condition, truth in self.because
            if truth is Truth.UNKNOWN and isinstance(condition, Range)
        ]
        return tuple(dict.fromkeys(facts))


def evaluate(node: Node, subject: Subject) -> Outcome:
    """Whether `subject` is concerned; an empty group of "all" concerns everybody. No query."""
    if not isinstance(node, Group):
        truth = node.holds(subject)
        return Outcome(truth, ((node, truth),))
    found = [evaluate(child, subject) for child in node.children]
    if node.join is Join.ALL:
        return _decided(found, by=Truth.NO, otherwise=Truth.YES)
    any_of = _decided(found, by=Truth.YES, otherwise=Truth.NO)
    if node.join is Join.ANY:
        return any_of
    opposite = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}
    return Outcome(opposite[any_of.truth], any_of.because)


def _decided(found: list[Outcome], *, by: Truth, otherwise: Truth) -> Outcome:
    """One that is `by` decides, else one that is unknown leaves it open, else it is `otherwise`."""
    for truth in (by, Truth.UNKNOWN):
        if those := [one for one in found if one.truth is truth]:
            return Outcome(truth, _because(those))
    return Outcome(otherwise, _because(found))


def _because(found: Iterable[Outcome]) -> tuple[tuple[Condition, Truth], ...]:
    return tuple(dict.fromkeys(pair for one in found for pair in one.because))


def tree(blocks: Iterable[Mapping[str, Any]]) -> Group:
    """The tree of the raw value of a StreamField: its blocks hold together. Unknown ones are left.

    Takes what `StreamValue.raw_data` gives: {"type", "value"} a block.
    """
    return Group(Join.ALL, tuple(filter(None, map(_node, blocks))))


def levels(blocks: Iterable[Mapping[str, Any]]) -> int:
    """How many levels of groups there are, the whole being the first."""
    deeper = [
        levels(block["value"] or ())
        for block in blocks
        if block["type"] in {join.value for join in Join}
    ]
    return 1 + max(deeper, default=0)


def _node(block: Mapping[str, Any]) -> Node | None:
    name, value = block["type"], block["value"]
    if name in {join.value for join in Join}:
        return Group(Join(name), tree(value or ()).children)
    if name in RANGES:
        return Range(
            RANGES[name],
            low=_number(value.get("low")),
            low_included=bool(value.get("low_included", True)),
            high=_number(value.get("high")),
            high_included=bool(value.get("high_included", True)),
        )
    if name == "kinds":
        return Kinds(tuple(value or ()))
    if name == "belonging":
        return Belonging(value == "member")
    if name == "overseas":
        return Overseas(value == "overseas")
    if name == "places":
        return Places(_codes(value.get("departements")), _codes(value.get("regions")))
    return None


def _number(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def _codes(text: str | None) -> tuple[str, ...]:
    return tuple((text or "").upper().replace(",", " ").split())


def _truth(value: bool) -> Truth:
    return Truth.YES if value else Truth.NO

"""What territories are found by: the beginnings of their names, and their codes."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import connection

from territories.folding import LINKING_WORDS, fold
from territories.models import LookupKey, Territory

WHOLE, LATER_WORD, FORMER_CODE = 0, 1, 2
MAX_KEY = 160
_APOSTROPHE = re.compile(r"\b([ld]) ")


INSERT = """
    INSERT INTO territories_lookupkey (territory_id, key, rank, kind, weight, alias)
    VALUES (%s, %s, %s, %s, %s, %s)
"""


class Key(NamedTuple):
    """The fields of a LookupKey, in the order that `synchronise` compares them."""

    territory_id: int
    key: str
    rank: int
    kind: str
    weight: int
    alias: str


class Alias(NamedTuple):
    """A former name or code: where it leads, and how many inhabitants it has of its own."""

    territory_id: int
    name: str  # empty: only the codes are known
    codes: tuple[str, ...]
    population: int | None = None
    kind: str = Territory.Kind.COMMUNE


def beginnings(name: str) -> dict[str, int]:
    """The folded name whole, and from each later word on that one would start typing with.

    Also as it is typed by who leaves the apostrophe out ("lhay les roses").
    """
    whole = fold(name)[:MAX_KEY]
    found = {whole: WHOLE}
    for folded in (whole, _APOSTROPHE.sub(r"\1", whole)):
        found.setdefault(folded, LATER_WORD)
        words = folded.split()
        for position, word in enumerate(words[1:], 1):
            if word not in LINKING_WORDS:
                found.setdefault(" ".join(words[position:]), LATER_WORD)
    return found


def keys_of(territory: Territory) -> Iterator[Key]:
    """Every key of a present territory's own name and codes."""
    weight = territory.population or 0
    found = beginnings(territory.name)
    if territory.kind != Territory.Kind.REGION:  # two digits mean a département
        found[territory.code.lower()] = WHOLE
    found.update((code, WHOLE) for code in territory.postal_codes)
    for key, rank in found.items():
        yield Key(territory.pk, key, rank, territory.kind, weight, "")


def keys_of_alias(alias: Alias) -> Iterator[Key]:
    """Every key of a former name; it finds the commune that the name belongs to now."""
    found = beginnings(alias.name) if alias.name else {}
    found.update((code.lower(), FORMER_CODE) for code in alias.codes)
    for key, rank in found.items():
        yield Key(
            alias.territory_id,
            key,
            rank,
            alias.kind,
            alias.population or 0,
            alias.name or key.upper(),
        )


def synchronise(wanted: Iterable[Key]) -> tuple[int, int]:
    """Make the table hold just the `wanted` keys; how many were added and removed."""
    by_key: dict[tuple[int, str], Key] = {}
    for key in wanted:
        # The same beginning twice for one territory: its own name before a former one.
        by_key.setdefault((key.territory_id, key.key), key)
    missing = set(by_key.values())
    superfluous = []
    for primary_key, *fields in LookupKey.objects.values_list("pk", *Key._fields).iterator():
        key = Key(*fields)
        if key in missing:
            missing.remove(key)
        else:
            superfluous.append(primary_key)
    for start in range(0, len(superfluous), 500):
        LookupKey.objects.filter(pk__in=superfluous[start : start + 500]).delete()
    # By key, so that what begins alike lies together.
    ordered = sorted(missing, key=lambda row: (row.key, row))
    with connection.cursor() as cursor:
        # 140,000 rows the first time: model instances would take three times as long.
        cursor.executemany(INSERT, ordered)
    return len(missing), len(superfluous)


def write_keys(territories: Iterable[Territory]) -> None:
    """Make `territories` findable, or findable anew after a change: few of them, not all."""
    present = {territory.pk: territory for territory in territories if not territory.obsolete}
    former = list(Territory.objects.filter(successor__in=present))
    LookupKey.objects.filter(territory__in=present).delete()
    by_key: dict[tuple[int, str], Key] = {}
    for territory in present.values():
        for key in keys_of(territory):
            by_key.setdefault((key.territory_id, key.key), key)
    for row in former:
        for key in keys_of_alias(alias_of(row)):
            by_key.setdefault((key.territory_id, key.key), key)
    LookupKey.objects.bulk_create(LookupKey(**key._asdict()) for key in by_key.values())


def alias_of(obsolete: Territory) -> Alias:
    """How a territory that exists no more leads to its successor."""
    if obsolete.successor_id is None:
        raise ValueError(f"{obsolete.code} {obsolete.name} leads nowhere")
    return Alias(
        obsolete.successor_id,
        obsolete.name,
        (obsolete.code,),
        obsolete.population,
        obsolete.kind,
    )

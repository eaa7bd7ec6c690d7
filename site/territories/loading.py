"""The reference data put into the database: what is new, what changed, what exists no more.

A territory is never deleted, since sheets, members and topics point to it: what is no longer in
the data stays as obsolete, with its successor where the data tells it. What comes back (a merger
that was undone) is present again, as the same row.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.db import connection, transaction

from territories.keys import Alias, Key, alias_of, keys_of, keys_of_alias, synchronise
from territories.models import Territory
from territories.reference import ReferenceData
from territories.rows import Kind, Rows
from territories.signals import territories_reloaded

# Above this share of communes gone without a trace the data is broken, not France.
MAX_LOST_SHARE = 0.01
# Every field that the data decides.
FIELDS = (
    "name",
    "slug",
    "squeezed_name",
    "siren",
    "epci_type",
    "population",
    "surroundings",
    "latitude",
    "longitude",
    "postal_codes",
    "region_id",
    "departement_id",
    "epci_id",
    "departement_codes",
    "region_codes",
    "communes_count",
    "obsolete",
    "successor_id",
)


class LoadingError(Exception):
    """The data cannot be what it claims; nothing was changed."""


class Report(NamedTuple):
    created: int
    changed: int
    unchanged: int
    retired: int  # exist no more since this load
    keys: int  # lookup keys added or removed


def load(data: ReferenceData, progress: Callable[[str], None] = lambda step: None) -> Report:
    """Bring the database to `data`, all of it or nothing; a second time changes nothing.

    `progress` is told each step. Raises LoadingError when communes vanish without successor.
    """
    with transaction.atomic():
        return _Loading(data, progress).run()


class _Loading:
    """One load: the rows that were there before, by kind and code, and what became of them."""

    def __init__(self, data: ReferenceData, progress: Callable[[str], None]) -> None:
        self.data = data
        self.progress = progress
        self.before = {(row.kind, row.code): row for row in Territory.objects.iterator()}
        self.ids = {key: row.pk for key, row in self.before.items()}
        self.rows = Rows(data, self.ids)
        self.seen: set[tuple[str, str]] = set()
        self.touched: set[int] = set()
        self.created = self.changed = self.unchanged = self.retired = 0

    def run(self) -> Report:
        rows = self.rows
        # What contains comes before what is contained.
        steps: tuple[tuple[str, Callable[[], Iterable[Territory]]], ...] = (
            ("regions", rows.regions),
            ("departements", rows.departements),
            ("epci", rows.epci),
            ("communes", rows.communes),
            ("former", lambda: rows.former(self.before)),
        )
        for step, make in steps:
            self.progress(step)
            self._write(make())
        self._retire()
        self.progress("keys")
        added, removed = synchronise(self._keys())
        if connection.vendor == "postgresql":
            # Without statistics of what came just now it reads whole tables, for minutes.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE territories_territory, territories_lookupkey")
        if self.touched:
            territories_reloaded.send(Territory, changed=self.touched)
        return Report(self.created, self.changed, self.unchanged, self.retired, added + removed)

    def _write(self, rows: Iterable[Territory]) -> None:
        """Create the rows that are new and update those that changed; ids stay as they are."""
        creating, changing = [], []
        for row in rows:
            self.seen.add((row.kind, row.code))
            before = self.before.get((row.kind, row.code))
            if before is None:
                creating.append(row)
            elif any(getattr(before, field) != getattr(row, field) for field in FIELDS):
                changing.append(row)
                self.touched.add(before.pk)
                self.retired += row.obsolete and not before.obsolete
            else:
                self.unchanged += 1
        if creating or changing:
            Territory.objects.bulk_create(
                creating + changing,
                update_conflicts=True,
                unique_fields=["kind", "code"],
                update_fields=[field.removesuffix("_id") for field in FIELDS],
            )
            # Databases do not all tell the ids of what was there already: ask for them.
            saved = Territory.objects.filter(kind__in={row.kind for row in creating})
            for primary_key, kind, code in saved.values_list("pk", "kind", "code"):
                self.ids[kind, code] = primary_key
        self.created += len(creating)
        self.changed += len(changing)

    def _retire(self) -> None:
        """What was present, and is no more in the data in any way."""
        lost = [
            row for key, row in self.before.items() if key not in self.seen and not row.obsolete
        ]
        communes = [row for row in lost if row.kind == Kind.COMMUNE]
        if len(communes) > MAX_LOST_SHARE * len(self.data.communes):
            raise LoadingError(
                f"{len(communes)} communes are missing from the data and nothing says where they "
                "went: is it complete?"
            )
        self.touched.update(row.pk for row in lost)
        for row in lost:
            Territory.objects.filter(pk=row.pk).update(
                obsolete=True, successor=self._heir(row), epci=None
            )
        self.retired += len(lost)

    def _heir(self, row: Territory) -> int | None:
        """The EPCI where most inhabitants of a dissolved one are now; None for other kinds."""
        inhabitants: dict[str, int] = defaultdict(int)
        for commune in self.data.communes:
            before = self.before.get((Kind.COMMUNE, commune.code))
            if before is not None and before.epci_id == row.pk and commune.epci:
                inhabitants[commune.epci] += commune.population or 0
        if not inhabitants:
            return None
        return self.ids[Kind.EPCI, max(inhabitants, key=lambda code: (inhabitants[code], code))]

    def _keys(self) -> Iterator[Key]:
        """Own names first: of two equal keys of one territory, the first stays."""
        for territory in Territory.objects.present().iterator():
            yield from keys_of(territory)
        for territory in Territory.objects.filter(successor__isnull=False).iterator():
            yield from keys_of_alias(alias_of(territory))
        named = set()
        for row in self.data.former:
            named.add(row.code)
            codes = () if row.commune == row.code else (row.code,)
            yield from keys_of_alias(Alias(self.ids[Kind.COMMUNE, row.commune], row.name, codes))
        for code, commune in self.rows.went_to.items():
            if code not in named:
                yield from keys_of_alias(Alias(self.ids[Kind.COMMUNE, commune], "", (code,)))

"""The reference data put into the database: what is new, what changed, what exists no more.

A territory is never deleted, since sheets, members and topics point to it: what is no longer in
the data stays as obsolete, with its successor where the data tells it. What comes back (a merger
that was undone) is present again, as the same row.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db import transaction

from territories.aggregates import Totals, totals_by
from territories.folding import slug, squeeze
from territories.keys import Alias, Key, alias_of, keys_of, keys_of_alias, synchronise
from territories.models import Territory
from territories.reference import CommuneRow, ReferenceData

Kind = Territory.Kind
# Above this share of communes gone without a trace the data is broken, not France.
MAX_LOST_SHARE = 0.01
# Every field that the data decides; the rest of a row is left alone.
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
UPDATED = [field.removesuffix("_id") for field in FIELDS]


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
        self.created = self.changed = self.unchanged = self.retired = 0

    def run(self) -> Report:
        data = self.data
        self.departements = {row.code: row for row in data.departements}
        regions = {row.code: self.departements[row.departement].region for row in data.communes}
        self.by_epci = totals_by(data.communes, lambda row: row.epci)
        by_departement = totals_by(data.communes, lambda row: row.departement)
        by_region = totals_by(data.communes, lambda row: regions[row.code])
        self.progress("regions")
        self._write(
            self._row(Kind.REGION, row.code, row.name, totals=by_region[row.code])
            for row in data.regions
        )
        self.progress("departements")
        self._write(
            self._row(
                Kind.DEPARTEMENT,
                row.code,
                row.name,
                totals=by_departement[row.code],
                regions=[row.region],
            )
            for row in data.departements
        )
        self.progress("epci")
        self._write(self._epci_rows())
        self.progress("communes")
        self._write(self._commune_rows())
        self.progress("former")
        self._write(self._former_rows())
        self._retire()
        self.progress("keys")
        added, removed = synchronise(self._keys())
        return Report(self.created, self.changed, self.unchanged, self.retired, added + removed)

    def _row(
        self,
        kind: Kind,
        code: str,
        name: str,
        *,
        totals: Totals | None = None,
        departements: Iterable[str] = (),
        regions: Iterable[str] = (),
        **fields: object,
    ) -> Territory:
        """A row as the data has it; the first of `departements` and `regions` contains it."""
        departements, regions = list(departements), list(regions)
        if totals is not None:
            fields = {**totals._asdict(), **fields}
        return Territory(
            kind=kind,
            code=code,
            name=name,
            slug=slug(name),
            squeezed_name=squeeze(name),
            departement_id=self._id(Kind.DEPARTEMENT, departements),
            region_id=self._id(Kind.REGION, regions),
            departement_codes=sorted(set(departements)),
            region_codes=sorted(set(regions)),
            **fields,
        )

    def _id(self, kind: Kind, codes: list[str]) -> int | None:
        return self.ids[kind, codes[0]] if codes else None

    def _epci_rows(self) -> Iterable[Territory]:
        inhabitants: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for row in self.data.communes:
            inhabitants[row.epci][row.departement] += row.population or 0
        for epci in self.data.epci:
            within = inhabitants[epci.code]
            departements = sorted(within, key=lambda code: (-within[code], code))
            yield self._row(
                Kind.EPCI,
                epci.code,
                epci.name,
                totals=self.by_epci[epci.code]._replace(population=epci.population),
                departements=departements,
                regions=[self.departements[code].region for code in departements],
                siren=epci.code,
                epci_type=epci.legal_form,
            )

    def _commune_rows(self) -> Iterable[Territory]:
        for row in self.data.communes:
            yield self._row(
                Kind.COMMUNE,
                row.code,
                row.name,
                departements=[row.departement],
                regions=[self.departements[row.departement].region],
                epci_id=self.ids[Kind.EPCI, row.epci] if row.epci else None,
                siren=row.siren,
                population=row.population,
                surroundings=row.surroundings,
                latitude=row.latitude,
                longitude=row.longitude,
                postal_codes=row.postal_codes,
            )

    def _former_rows(self) -> Iterable[Territory]:
        """Communes that were absorbed and have a name: new as obsolete, or those there before."""
        present = {row.code: row for row in self.data.communes}
        self.went_to = {
            former: row.code
            for row in self.data.communes
            for former in row.former_codes
            if former not in present
        }
        names = {}
        for row in self.data.former:
            if row.code not in present and row.nature != "arrondissement":
                # A delegated commune's seat is law; a former code may be of an older merger.
                self.went_to[row.code] = row.commune
                names[row.code] = row.name
        for code, commune in self.went_to.items():
            was = self.before.get((Kind.COMMUNE, code))
            if was is None and code not in names:
                continue  # a code without a name only serves the lookup
            yield self._obsolete(
                was or self._row(Kind.COMMUNE, code, names[code]), present[commune]
            )

    def _obsolete(self, was: Territory, successor: CommuneRow) -> Territory:
        """`was` with its last name, population and place, but in what contains its successor."""
        return self._row(
            Kind.COMMUNE,
            was.code,
            was.name,
            departements=[successor.departement],
            regions=[self.departements[successor.departement].region],
            epci_id=None,
            siren=was.siren,
            population=was.population,
            surroundings=was.surroundings,
            latitude=was.latitude,
            longitude=was.longitude,
            postal_codes=was.postal_codes,
            obsolete=True,
            successor_id=self.ids[Kind.COMMUNE, successor.code],
        )

    def _write(self, rows: Iterable[Territory]) -> None:
        """Create the rows that are new and update those that changed; the same ids stay."""
        creating, changing = [], []
        for row in rows:
            before = self.before.get((row.kind, row.code))
            if before is None:
                creating.append(row)
            elif any(getattr(before, field) != getattr(row, field) for field in FIELDS):
                changing.append(row)
                self.retired += row.obsolete and not before.obsolete
            else:
                self.unchanged += 1
        if creating or changing:
            Territory.objects.bulk_create(
                creating + changing,
                update_conflicts=True,
                unique_fields=["kind", "code"],
                update_fields=UPDATED,
            )
            kinds = {row.kind for row in creating}
            self.ids.update(
                ((kind, code), primary_key)
                for primary_key, kind, code in Territory.objects.filter(kind__in=kinds).values_list(
                    "pk", "kind", "code"
                )
            )
        self.created += len(creating)
        self.changed += len(changing)

    def _retire(self) -> None:
        """What was present, and is no more in the data in any way."""
        data = self.data
        known = {
            *((Kind.REGION, row.code) for row in data.regions),
            *((Kind.DEPARTEMENT, row.code) for row in data.departements),
            *((Kind.EPCI, row.code) for row in data.epci),
            *((Kind.COMMUNE, row.code) for row in data.communes),
            *((Kind.COMMUNE, code) for code in self.went_to),
        }
        lost = [row for key, row in self.before.items() if key not in known and not row.obsolete]
        communes = [row for row in lost if row.kind == Kind.COMMUNE]
        if len(communes) > MAX_LOST_SHARE * max(len(self.before), 1000):
            raise LoadingError(
                f"{len(communes)} communes are missing from the data and nothing says where they "
                "went: is it complete?"
            )
        for row in lost:
            Territory.objects.filter(pk=row.pk).update(
                obsolete=True, successor=self._heir(row), epci=None
            )
        self.retired += len(lost)

    def _heir(self, row: Territory) -> int | None:
        """The EPCI where most inhabitants of a dissolved one are now; None for other kinds."""
        if row.kind != Kind.EPCI:
            return None
        inhabitants: dict[str, int] = defaultdict(int)
        for commune in self.data.communes:
            before = self.before.get((Kind.COMMUNE, commune.code))
            if before is not None and before.epci_id == row.pk and commune.epci:
                inhabitants[commune.epci] += commune.population or 0
        if not inhabitants:
            return None
        return self.ids[Kind.EPCI, max(inhabitants, key=lambda code: (inhabitants[code], code))]

    def _keys(self) -> Iterable[Key]:
        named = {row.code for row in self.data.former}
        for territory in Territory.objects.present().iterator():
            yield from keys_of(territory)
        for row in Territory.objects.filter(obsolete=True, successor__isnull=False).iterator():
            yield from keys_of_alias(alias_of(row))
        for former in self.data.former:
            commune = self.ids[Kind.COMMUNE, former.commune]
            codes = () if former.commune == former.code else (former.code,)
            yield from keys_of_alias(Alias(commune, former.name, codes))
        for code, commune_code in self.went_to.items():
            if code not in named:
                yield from keys_of_alias(Alias(self.ids[Kind.COMMUNE, commune_code], "", (code,)))

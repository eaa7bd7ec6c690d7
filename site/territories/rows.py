"""What the reference data says of each territory, as rows of the table that are not saved yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from territories.aggregates import Totals, totals_by
from territories.folding import slug, squeeze
from territories.models import Territory
from territories.reference import CommuneRow, FormerRow, ReferenceData

Kind = Territory.Kind
# Primary keys of what is saved, by kind and code; it grows from the largest kind to the smallest.
Ids = Mapping[tuple[str, str], int]


class Rows:
    """The rows of `data`, kind by kind; each needs the `ids` of the kinds that contain it."""

    def __init__(self, data: ReferenceData, ids: Ids) -> None:
        self.data = data
        self.ids = ids
        self.region_of = {row.code: row.region for row in data.departements}

    def regions(self) -> Iterator[Territory]:
        totals = totals_by(self.data.communes, lambda row: self.region_of[row.departement])
        for row in self.data.regions:
            territory = self._row(Kind.REGION, row.code, row.name, totals=totals[row.code])
            territory.region_codes = [row.code]
            yield territory

    def departements(self) -> Iterator[Territory]:
        totals = totals_by(self.data.communes, lambda row: row.departement)
        for row in self.data.departements:
            territory = self._row(Kind.DEPARTEMENT, row.code, row.name, totals=totals[row.code])
            territory.region_id = self.ids[Kind.REGION, row.region]
            territory.departement_codes = [row.code]
            territory.region_codes = [row.region]
            yield territory

    def epci(self) -> Iterator[Territory]:
        totals = totals_by(self.data.communes, lambda row: row.epci)
        inhabitants: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for commune in self.data.communes:
            inhabitants[commune.epci][commune.departement] += commune.population or 0
        for row in self.data.epci:
            within = inhabitants[row.code]
            yield self._row(
                Kind.EPCI,
                row.code,
                row.name,
                totals=totals[row.code]._replace(population=row.population),
                departements=sorted(within, key=lambda code: (-within[code], code)),
                siren=row.code,
                epci_type=row.legal_form,
            )

    def communes(self) -> Iterator[Territory]:
        for row in self.data.communes:
            yield self._row(
                Kind.COMMUNE,
                row.code,
                row.name,
                departements=[row.departement],
                epci_id=self.ids[Kind.EPCI, row.epci] if row.epci else None,
                siren=row.siren,
                population=row.population,
                surroundings=row.surroundings,
                latitude=row.latitude,
                longitude=row.longitude,
                postal_codes=row.postal_codes,
            )

    @cached_property
    def present(self) -> dict[str, CommuneRow]:
        return {row.code: row for row in self.data.communes}

    @cached_property
    def went_to(self) -> dict[str, str]:
        """The present commune (INSEE code) of each former code."""
        found = {
            former: row.code
            for row in self.data.communes
            for former in row.former_codes
            if former not in self.present
        }
        # The seat of a delegated commune is in force; a former code may be of an older merger.
        found.update((code, row.commune) for code, row in self.absorbed.items())
        return found

    @cached_property
    def absorbed(self) -> dict[str, FormerRow]:
        """Delegated and associated communes whose code is nobody's any more."""
        return {
            row.code: row
            for row in self.data.former
            if row.code not in self.present and row.nature != "arrondissement"
        }

    def former(self, before: Mapping[tuple[str, str], Territory]) -> Iterator[Territory]:
        """Absorbed communes: those of `before`, and those that the data names.

        A former code that is neither has no row; it only serves the lookup.
        """
        for code, commune in self.went_to.items():
            was = before.get((Kind.COMMUNE, code))
            if was is None and code in self.absorbed:
                was = Territory(code=code, name=self.absorbed[code].name)
            if was is not None:
                yield self._obsolete(was, self.present[commune])

    def _obsolete(self, was: Territory, successor: CommuneRow) -> Territory:
        """`was` with its last name, population and place, but in what contains its successor."""
        return self._row(
            Kind.COMMUNE,
            was.code,
            was.name,
            departements=[successor.departement],
            siren=was.siren,
            population=was.population,
            surroundings=was.surroundings,
            latitude=was.latitude,
            longitude=was.longitude,
            postal_codes=was.postal_codes,
            obsolete=True,
            successor_id=self.ids[Kind.COMMUNE, successor.code],
        )

    def _row(
        self,
        kind: Kind,
        code: str,
        name: str,
        *,
        totals: Totals | None = None,
        departements: Iterable[str] = (),
        **fields: object,
    ) -> Territory:
        """A row in `departements`, of which the first contains it, and in their regions."""
        departements = list(departements)
        regions = [self.region_of[departement] for departement in departements]
        if totals is not None:
            fields |= totals._asdict()
        if departements:
            fields["departement_id"] = self.ids[Kind.DEPARTEMENT, departements[0]]
            fields["region_id"] = self.ids[Kind.REGION, regions[0]]
        return Territory(
            kind=kind,
            code=code,
            name=name,
            slug=slug(name),
            squeezed_name=squeeze(name),
            departement_codes=sorted(set(departements)),
            region_codes=sorted(set(regions)),
            **fields,
        )

"""The reference data as it is shipped: what each file holds, read and written.

Five compressed tables in site/territories/data (see its README.md), made by `build_territories`
from the published sources and put into the database by `load_territories`.
"""

import csv
import gzip
import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

DATA_DIR = Path(__file__).parent / "data"


class RegionRow(NamedTuple):
    code: str
    name: str


class DepartementRow(NamedTuple):
    code: str
    name: str
    region: str


class EpciRow(NamedTuple):
    code: str  # SIREN
    name: str
    legal_form: str  # CC, CA, CU, METRO, MET69
    population: int | None  # as published


class CommuneRow(NamedTuple):
    code: str
    name: str
    departement: str
    epci: str  # SIREN, empty for four islands and overseas collectivities
    siren: str
    population: int | None
    surroundings: int | None  # inhabitants of the communes within 10 km
    latitude: float | None
    longitude: float | None
    postal_codes: list[str]
    former_codes: list[str]  # of communes that it has absorbed


class FormerRow(NamedTuple):
    """A name that is no longer, or never was, a commune's own: it leads to its commune."""

    code: str
    name: str
    commune: str
    nature: str  # deleguee, associee, arrondissement


class ReferenceData(NamedTuple):
    regions: list[RegionRow]
    departements: list[DepartementRow]
    epci: list[EpciRow]
    communes: list[CommuneRow]
    former: list[FormerRow]


def _text(value: object) -> str:
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else str(value)


def _integer(text: str) -> int | None:
    return int(text) if text else None


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _write(path: Path, fields: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows([_text(value) for value in row] for row in rows)
    # No time and no name inside: the same data makes the same bytes.
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


def _read(path: Path, fields: tuple[str, ...]) -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or tuple(rows[0]) != fields:
        raise ValueError(f"{path}: expected the columns {', '.join(fields)}")
    return rows[1:]


def write(data: ReferenceData, folder: Path = DATA_DIR) -> None:
    """Write the five tables into `folder`, byte for byte the same for the same data."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "regions.csv.gz", RegionRow._fields, data.regions)
    _write(folder / "departements.csv.gz", DepartementRow._fields, data.departements)
    _write(folder / "epci.csv.gz", EpciRow._fields, data.epci)
    _write(folder / "communes.csv.gz", CommuneRow._fields, data.communes)
    _write(folder / "former.csv.gz", FormerRow._fields, data.former)


def read(folder: Path = DATA_DIR) -> ReferenceData:
    """The five tables of `folder`.

    Raises FileNotFoundError when one is missing, ValueError when one has other columns.
    """
    return ReferenceData(
        regions=[RegionRow(*row) for row in _read(folder / "regions.csv.gz", RegionRow._fields)],
        departements=[
            DepartementRow(*row)
            for row in _read(folder / "departements.csv.gz", DepartementRow._fields)
        ],
        epci=[
            EpciRow(code, name, legal_form, _integer(population))
            for code, name, legal_form, population in _read(folder / "epci.csv.gz", EpciRow._fields)
        ],
        communes=[
            CommuneRow(
                code,
                name,
                departement,
                epci,
                siren,
                _integer(population),
                _integer(surroundings),
                _degrees(latitude),
                _degrees(longitude),
                postal_codes.split(),
                former_codes.split(),
            )
            for (
                code,
                name,
                departement,
                epci,
                siren,
                population,
                surroundings,
                latitude,
                longitude,
                postal_codes,
                former_codes,
            ) in _read(folder / "communes.csv.gz", CommuneRow._fields)
        ],
        former=[FormerRow(*row) for row in _read(folder / "former.csv.gz", FormerRow._fields)],
    )

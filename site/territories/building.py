"""The reference data made from its published sources: package and centres in, five tables out.

Sources: the npm package @etalab/decoupage-administratif and the centres of communes; see
data/README.md for their licences and how to renew.
"""

import json
import tarfile
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from typing import Any

from territories.distance import box, kilometres
from territories.reference import (
    CommuneRow,
    DepartementRow,
    EpciRow,
    FormerRow,
    ReferenceData,
    RegionRow,
)

NEIGHBOURHOOD = 10.0  # km
FORMER = {
    "commune-deleguee": "deleguee",
    "commune-associee": "associee",
    "arrondissement-municipal": "arrondissement",
}

# INSEE code → latitude, longitude in degrees.
Centres = dict[str, tuple[float, float]]


def read_package(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The lists `communes`, `epci`, `departements`, `regions` of a packed (.tgz) package."""
    lists = {}
    with tarfile.open(path) as archive:
        for name in ("communes", "epci", "departements", "regions"):
            member = archive.extractfile(f"package/data/{name}.json")
            if member is None:
                raise ValueError(f"{path}: {name}.json is not a file")
            lists[name] = json.load(member)
    return lists


def build(package: dict[str, list[dict[str, Any]]], centres: Centres) -> ReferenceData:
    """The five tables; `centres` may lack communes: a new one takes the mean of its parts."""
    epci_of = {
        member["code"]: epci["code"] for epci in package["epci"] for member in epci["membres"]
    }
    present = sorted(
        (row for row in package["communes"] if row["type"] == "commune-actuelle"),
        key=lambda row: row["code"],
    )
    located = {row["code"]: _centre(row, centres) for row in present}
    around = surroundings(present, located)
    communes = []
    for row in present:
        latitude, longitude = located[row["code"]] or (None, None)
        communes.append(
            CommuneRow(
                code=row["code"],
                name=row["nom"],
                departement=row["departement"],
                epci=epci_of.get(row["code"], ""),
                siren=row.get("siren", ""),
                population=row.get("population"),
                surroundings=around.get(row["code"]),
                latitude=latitude,
                longitude=longitude,
                postal_codes=row.get("codesPostaux", []),
                former_codes=row.get("anciensCodes", []),
            )
        )
    return ReferenceData(
        regions=sorted(RegionRow(row["code"], row["nom"]) for row in package["regions"]),
        departements=sorted(
            DepartementRow(row["code"], row["nom"], row["region"])
            for row in package["departements"]
        ),
        epci=sorted(
            EpciRow(row["code"], row["nom"], row["type"], row["populationMunicipale"])
            for row in package["epci"]
        ),
        communes=communes,
        former=_former(package["communes"], {row.code: row.name for row in communes}),
    )


def _centre(row: dict[str, Any], centres: Centres) -> tuple[float, float] | None:
    if row["code"] in centres:
        return centres[row["code"]]
    parts = [centres[code] for code in row.get("anciensCodes", ()) if code in centres]
    if not parts:
        return None
    return round(fmean(part[0] for part in parts), 4), round(fmean(part[1] for part in parts), 4)


def _former(rows: list[dict[str, Any]], names: dict[str, str]) -> list[FormerRow]:
    """Delegated and associated communes and arrondissements that bear a name of their own."""
    return sorted(
        FormerRow(
            row["code"], row["nom"], row.get("chefLieu") or row["commune"], FORMER[row["type"]]
        )
        for row in rows
        if row["type"] in FORMER and names.get(row["code"]) != row["nom"]
    )


def surroundings(
    rows: list[dict[str, Any]], located: dict[str, tuple[float, float] | None]
) -> dict[str, int]:
    """Inhabitants of the communes whose centre is within 10 km of each centre, by INSEE code."""
    grid: dict[tuple[int, int], list[tuple[float, float, int]]] = defaultdict(list)
    step = 0.25  # degrees, some 20 to 28 km
    for row in rows:
        place, population = located[row["code"]], row.get("population")
        if place and population:
            grid[int(place[0] // step), int(place[1] // step)].append((*place, population))
    found = {}
    for code, place in located.items():
        if not place:
            continue
        latitude, longitude = place
        bounds = box(latitude, longitude, NEIGHBOURHOOD)
        found[code] = sum(
            population
            for high in range(int(bounds.south // step), int(bounds.north // step) + 1)
            for wide in range(int(bounds.west // step), int(bounds.east // step) + 1)
            for north, east, population in grid.get((high, wide), ())
            if bounds.south <= north <= bounds.north
            and bounds.west <= east <= bounds.east
            and kilometres(latitude, longitude, north, east) <= NEIGHBOURHOOD
        )
    return found

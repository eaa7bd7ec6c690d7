"""The shipped tables made from a package as npm packs it."""

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from territories import reference

COMMUNES: list[dict[str, Any]] = [
    {
        "code": "38205",
        "nom": "Lans-en-Vercors",
        "type": "commune-actuelle",
        "departement": "38",
        "region": "84",
        "siren": "213802051",
        "codesPostaux": ["38250"],
        "population": 2751,
    },
    {
        "code": "38225",
        "nom": "Autrans-Méaudre en Vercors",
        "type": "commune-actuelle",
        "departement": "38",
        "region": "84",
        "anciensCodes": ["38021"],
        "population": 3000,
    },
    {
        "code": "98411",
        "nom": "Îles Saint-Paul et Nouvelle-Amsterdam",
        "type": "commune-actuelle",
        "departement": "984",
        "region": "984",
    },
    {"code": "38021", "nom": "Autrans", "type": "commune-deleguee", "chefLieu": "38225"},
    {"code": "38225", "nom": "Méaudre", "type": "commune-deleguee", "chefLieu": "38225"},
]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    lists = {
        "communes": COMMUNES,
        "departements": [
            {"code": "38", "nom": "Isère", "region": "84"},
            {"code": "984", "nom": "Terres australes", "region": "984"},
        ],
        "regions": [
            {"code": "84", "nom": "Auvergne-Rhône-Alpes"},
            {"code": "984", "nom": "Terres australes"},
        ],
        "epci": [
            {
                "code": "243801024",
                "nom": "CC du Massif du Vercors",
                "type": "CC",
                "populationMunicipale": 5800,
                "membres": [{"code": "38205"}, {"code": "38225"}],
            }
        ],
    }
    path = tmp_path / "package.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, rows in lists.items():
            content = json.dumps(rows).encode()
            member = tarfile.TarInfo(f"package/data/{name}.json")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


@pytest.fixture
def centres(tmp_path: Path) -> Path:
    path = tmp_path / "centres.csv"
    path.write_text("insee,latitude,longitude\n38205,45.1209,5.5907\n38021,45.17,5.54\n")
    return path


def test_a_package_becomes_the_tables(package: Path, centres: Path, tmp_path: Path) -> None:
    output = tmp_path / "data"
    call_command("build_territories", package, centres=centres, output=output)
    data = reference.read(output)
    lans, autrans, islands = data.communes
    assert lans.epci == "243801024"
    assert lans.surroundings == 2751 + 3000  # less than 10 km apart
    # A commune that the centres do not know is in the middle of its parts.
    assert (autrans.latitude, autrans.longitude) == (45.17, 5.54)
    assert islands.population is None
    assert islands.latitude is None
    assert [(row.name, row.commune) for row in data.former] == [
        ("Autrans", "38225"),
        ("Méaudre", "38225"),
    ]


def test_the_same_package_makes_the_same_bytes(
    package: Path, centres: Path, tmp_path: Path
) -> None:
    for folder in ("one", "two"):
        call_command("build_territories", package, centres=centres, output=tmp_path / folder)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_what_is_shipped_can_be_written_again(
    shipped: reference.ReferenceData, tmp_path: Path
) -> None:
    reference.write(shipped, tmp_path)
    assert reference.read(tmp_path) == shipped


def test_a_file_that_is_no_package_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.tgz"
    path.write_bytes(b"not a package")
    with pytest.raises(CommandError):
        call_command("build_territories", path, output=tmp_path)

"""Real communes for the tests of territories: a few by default, all of France where it matters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from territories import reference
from territories.loading import load
from territories.reference import ReferenceData

DATA = Path(__file__).parent / "data"
# The Vercors, Grenoble's metropolis, the Saint-Denis and what is odd about territories.
CHOSEN_EPCI = {"243801024", "200040715"}
CHOSEN_COMMUNES = {
    "01015",  # Arboys en Bugey, whose delegated commune Arbignieu has its code
    "02565",  # Œuilly, Aisne
    "12218",  # Conques-en-Rouergue, whose code changed
    "13055",  # Marseille, with arrondissements
    "22016",  # Île-de-Bréhat, without EPCI
    "2A004",  # Ajaccio
    "42218",  # Saint-Étienne
    "51410",  # Œuilly, Marne
    "55039",  # Beaumont-en-Verdunois: no inhabitant since 1916
    "67482",  # Strasbourg
    "75056",  # Paris, a département too
    "76575",  # Saint-Étienne-du-Rouvray
    "93066",  # Saint-Denis, which absorbed Pierrefitte-sur-Seine
    "94038",  # L'Haÿ-les-Roses
    "97411",  # Saint-Denis, La Réunion
    "98411",  # Îles Saint-Paul et Nouvelle-Amsterdam: population unknown
}


@pytest.fixture(scope="session")
def shipped() -> ReferenceData:
    """The data as the project ships it."""
    return reference.read()


@pytest.fixture(scope="session")
def chosen(shipped: ReferenceData) -> ReferenceData:
    """Some sixty communes of it, with what contains them."""
    communes = [
        row for row in shipped.communes if row.epci in CHOSEN_EPCI or row.code in CHOSEN_COMMUNES
    ]
    codes = {row.code for row in communes}
    return shipped._replace(
        communes=communes,
        epci=[row for row in shipped.epci if row.code in {commune.epci for commune in communes}],
        former=[row for row in shipped.former if row.commune in codes],
    )


@pytest.fixture(scope="session")
def of_2024() -> ReferenceData:
    """What version 4.1.0 of the package had and version 6.0.0 has no more."""
    return reference.read(DATA / "2024")


@pytest.fixture
def few(db: None, chosen: ReferenceData) -> ReferenceData:
    """The chosen territories, loaded."""
    load(chosen)
    return chosen


@pytest.fixture(scope="module")
def france(
    django_db_setup: None, django_db_blocker, shipped: ReferenceData
) -> Iterator[ReferenceData]:
    """All of France, loaded once for the module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(shipped)
        yield shipped
        transaction.set_rollback(True)

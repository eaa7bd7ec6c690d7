"""What a rule asks of a territory: what the reference data says, and what somebody supplies."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territories.models import Territory

Kind = Territory.Kind
MOST = 1_000_000  # agents, m²: nobody has more
# INSEE codes of the five overseas regions; every département or collectivity there begins with 97
# or 98.
OVERSEAS_REGIONS = frozenset({"01", "02", "03", "04", "06"})
OVERSEAS_DEPARTEMENTS = ("97", "98")


class Fact(models.TextChoices):
    """Values are those of the address (`?agents=`)."""

    POPULATION = "habitants", gettext_lazy("Number of inhabitants")
    STAFF = "agents", gettext_lazy("Number of agents, in full-time equivalents")
    SURFACE = "surface", gettext_lazy("Floor area of the largest building in use (m²)")


# What the reference data does not hold.
SUPPLIED = (Fact.STAFF, Fact.SURFACE)
HELPS = {
    Fact.STAFF: gettext_lazy("On average over the year, as the yearly staff report says."),
    Fact.SURFACE: gettext_lazy("Of the offices, schools and halls of one building or site."),
}


@dataclass(frozen=True)
class Supplied:
    """Facts that somebody types or an organisation has noted; None: unknown."""

    staff: Decimal | None = None  # full-time equivalents
    surface: Decimal | None = None  # m²

    @property
    def values(self) -> dict[Fact, Decimal | None]:
        return {Fact.STAFF: self.staff, Fact.SURFACE: self.surface}


NOTHING = Supplied()


@dataclass(frozen=True)
class Typed:
    """Facts of an address: what could be read, what was typed, and what is wrong with it."""

    supplied: Supplied = NOTHING
    texts: Mapping[Fact, str] = field(default_factory=dict)
    errors: Mapping[Fact, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """A territory as rules see it; None is unknown, which is neither small nor large."""

    name: str
    kind: str  # of Territory.Kind
    population: int | None
    staff: Decimal | None
    surface: Decimal | None
    belongs: bool  # to an EPCI; an EPCI itself belongs to none
    departements: frozenset[str]  # codes
    regions: frozenset[str]

    def known(self, fact: Fact) -> int | Decimal | None:
        values = {
            Fact.POPULATION: self.population,
            Fact.STAFF: self.staff,
            Fact.SURFACE: self.surface,
        }
        return values[fact]

    @property
    def is_overseas(self) -> bool:
        return bool(self.regions & OVERSEAS_REGIONS) or any(
            code.startswith(OVERSEAS_DEPARTEMENTS) for code in self.departements
        )


def subject(territory: Territory, supplied: Supplied = NOTHING) -> Subject:
    """`territory` with what was supplied about it; no query."""
    departements, regions = set(territory.departement_codes), set(territory.region_codes)
    if territory.kind == Kind.DEPARTEMENT:
        departements.add(territory.code)
    if territory.kind == Kind.REGION:
        regions.add(territory.code)
    return Subject(
        name=territory.name,
        kind=territory.kind,
        population=territory.population,
        staff=supplied.staff,
        surface=supplied.surface,
        belongs=territory.epci_id is not None,
        departements=frozenset(departements),
        regions=frozenset(regions),
    )


def read_number(text: str) -> Decimal | None:
    """A number as people write it (1 200, 12,5), None for nothing. ValueError says what to do."""
    plain = re.sub(r"\s", "", text).replace(",", ".")
    if not plain:
        return None
    try:
        value = Decimal(plain) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", plain) else None
    except InvalidOperation:
        value = None
    if value is None or value > MOST:
        raise ValueError(_("Write a number in figures, as 48 or 12,5; leave it empty if unknown."))
    return value


def read(parameters: Mapping[str, str]) -> Typed:
    """The facts among the parameters of an address; what is wrong is an error, and unknown."""
    values: dict[Fact, Decimal | None] = {}
    texts: dict[Fact, str] = {}
    errors: dict[Fact, str] = {}
    for fact in SUPPLIED:
        texts[fact] = parameters.get(fact.value, "").strip()[:20]
        try:
            values[fact] = read_number(texts[fact])
        except ValueError as error:
            errors[fact] = str(error)
    found = Supplied(staff=values.get(Fact.STAFF), surface=values.get(Fact.SURFACE))
    return Typed(found, texts, errors)

"""Which territory a code in an address names, and which one a member belongs to."""

import re

from members.models import User
from members.organisations.models import Membership, Organisation
from territories.models import Territory

# INSEE code of a commune, SIREN of an EPCI.
PARAMETER = "territoire"
CODE = re.compile(r"[0-9][0-9AB][0-9]{3}|[0-9]{9}")
KINDS = (Territory.Kind.COMMUNE, Territory.Kind.EPCI)


def territory_by_code(code: str) -> Territory | None:
    """The commune or EPCI of an INSEE code or a SIREN, or what it has become part of; else None.

    One query; its EPCI, département and region are loaded with it.
    """
    code = code.strip().upper()
    if not CODE.fullmatch(code):
        return None
    rows = Territory.objects.with_places().select_related(
        "successor__epci", "successor__region", "successor__departement"
    )
    found = rows.filter(kind__in=KINDS, code=code).first()
    return found.current if found else None


def territory_of(member: User) -> Territory | None:
    """The commune or EPCI whose confirmed member somebody has been the longest. One query."""
    rows = Membership.objects.confirmed().filter(
        member=member,
        organisation__kind__in=Organisation.GOVERNING,
        organisation__territory__kind__in=KINDS,
    )
    rows = rows.select_related(
        "organisation__territory__epci",
        "organisation__territory__departement",
        "organisation__territory__region",
    )
    membership = rows.order_by("asked_at", "pk").first()
    return membership.organisation.territory if membership else None

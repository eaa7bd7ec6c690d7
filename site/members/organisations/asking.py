"""Which territory somebody speaks of: typed, in the address, or the one that a member belongs to.

Asked once: the tools hand it on in their addresses (`territoire=`), and nothing is stored at
visitors' (no cookie before they choose one).
"""

from dataclasses import dataclass, field

from django.http import HttpRequest

from members.models import User
from members.organisations.models import Membership
from territories.lookup import find_by_code, find_named
from territories.models import Territory

# INSEE code of a commune, SIREN of an EPCI; what was typed.
PARAMETER = "territoire"
NAME = "territoire_nom"
MAX_TEXT = 100  # characters


@dataclass(frozen=True)
class Asked:
    """The territory, or what the form that asks for it says (components/ask_territory.html)."""

    territory: Territory | None = None
    unknown_code: str = ""  # a code in the address that is of no territory
    # What was typed where it names no territory, or several: those.
    text: str = ""
    matches: list[Territory] = field(default_factory=list)


def asked(request: HttpRequest) -> Asked:
    """What is typed comes first, then the code of the address, then where a member belongs.

    No query where the address says nothing and nobody is signed in; one for a code.
    """
    if text := typed(request):
        found = find_named(text)
        if len(found) == 1:
            return Asked(find_by_code(found[0].code))
        return Asked(text=text, matches=found)
    if code := request.GET.get(PARAMETER, ""):
        territory = find_by_code(code)
        return Asked(territory, unknown_code="" if territory else code)
    return Asked(territory_of(request.user) if request.user.is_authenticated else None)


def territory_of(member: User) -> Territory | None:
    """The commune or EPCI whose confirmed member somebody has been the longest. One query."""
    rows = Membership.objects.for_towns().filter(member=member).with_places()
    above = ("organisation__territory__epci", "organisation__territory__region")
    membership = rows.select_related(*above).first()
    return membership.organisation.territory if membership else None


def typed(request: HttpRequest) -> str:
    """The name or code that was typed, on one line; empty where nothing was."""
    text = request.GET.get(NAME, "")[:MAX_TEXT]
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def matches(request: HttpRequest) -> list[Territory]:
    """The communes and EPCI that were typed by name, code or postal code, best first.

    Those that bear exactly the name come alone; [] for nothing typed or found. No query for
    nothing typed.
    """
    return find_named(typed(request))

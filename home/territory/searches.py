"""Where the search shows all of what a page of a town shows a few of."""

from django.urls import reverse

from search.addresses import Address
from search.kinds import Kind
from search.query import Area, SearchQuery, Sort
from territories.models import Territory


def address(query: SearchQuery) -> str:
    """The canonical address of `query` on the search page."""
    return Address(reverse("search:results")).url(query)


def here(territory: Territory, kind: Kind) -> str:
    """What is about the territory, or about a commune of the EPCI."""
    return address(SearchQuery(commune=territory.code, selected={"type": (kind.value,)}))


def around(territory: Territory, kind: Kind) -> str:
    """What is within 30 km."""
    query = SearchQuery(commune=territory.code, area=Area.AROUND)
    return address(query.with_(selected={"type": (kind.value,)}))


def like(territory: Territory, kind: Kind) -> str:
    """What is of those most like it first."""
    query = SearchQuery(commune=territory.code, area=Area.ANYWHERE, sort=Sort.LIKENESS)
    return address(query.with_(selected={"type": (kind.value,)}))


def aids(territory: Territory) -> str:
    """Every aid that towns of its size may ask for in its départements."""
    selected: dict[str, tuple[str, ...]] = {"type": (Kind.AID.value,)}
    if territory.departement_codes:
        selected["departement"] = tuple(territory.departement_codes)
    if territory.size:
        selected["taille"] = (territory.size.value,)
    return address(SearchQuery(selected=selected))


def events(territory: Territory) -> str:
    """Every event, the nearest first."""
    query = SearchQuery(commune=territory.code, area=Area.ANYWHERE, sort=Sort.DISTANCE)
    return address(query.with_(selected={"type": (Kind.EVENT.value,)}))

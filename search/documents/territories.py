"""What a document says of its territories: facets, names and codes by which it is found."""

from search.documents.record import Record
from territories.models import Territory

Kind = Territory.Kind


def add_territories(record: Record, places: list[tuple[Territory, bool]]) -> None:
    """Add `places` (a territory, and whether it is only shown on the map) to the record."""
    sizes: dict[str, None] = {}
    regions: dict[str, None] = {}
    departements: dict[str, None] = {}
    for territory, is_locality in places:
        if territory.size and not is_locality:
            sizes[territory.size.value] = None
        regions.update(dict.fromkeys(codes(territory, Kind.REGION)))
        departements.update(dict.fromkeys(codes(territory, Kind.DEPARTEMENT)))
        record.territories.append(territory.pk)
        record.keywords += names(territory)
        if territory.successor:
            # A merged commune is found under its own name, and in the commune that it is in now.
            record.territories.append(territory.successor.pk)
            record.keywords += names(territory.successor)
    record.territories = list(dict.fromkeys(record.territories))
    record.facets |= {
        "taille": list(sizes),
        "region": sorted(regions),
        "departement": sorted(departements),
    }
    shown = [place for place, is_locality in places if not is_locality]
    record.data |= {
        # What stands in a result; several territories are named, not summed.
        "place": ", ".join(place.label if len(shown) == 1 else place.name for place in shown),
        "population": shown[0].population if len(shown) == 1 else None,
        "communes": [place.code for place, _ in places if place.kind == Kind.COMMUNE],
        "territories": [
            {
                "kind": place.kind,
                "code": place.code,
                "name": place.name,
                "population": place.population,
            }
            for place in shown
        ],
    }


def codes(territory: Territory, kind: Territory.Kind) -> list[str]:
    """The codes of the régions or départements in which the territory lies."""
    if territory.kind == kind:
        return [territory.code]
    if kind == Kind.REGION:
        above, several = territory.region, territory.region_codes
    else:
        above, several = territory.departement, territory.departement_codes
    return list(several) or ([above.code] if above else [])


def names(territory: Territory) -> list[str]:
    """What people call the territory: its name and those of what contains it, its codes."""
    around = [territory.epci, territory.departement, territory.region]
    return [
        territory.name,
        *(each.name for each in around if each),
        territory.code,
        *territory.postal_codes,
    ]

"""Which clock a territory lives by: overseas territories are hours from Paris."""

from zoneinfo import ZoneInfo

from territories.models import Territory

PARIS = ZoneInfo("Europe/Paris")
# By the code of the département or collectivity; zones of the IANA time zone database.
OVERSEAS: dict[str, ZoneInfo] = {
    "971": ZoneInfo("America/Guadeloupe"),
    "972": ZoneInfo("America/Martinique"),
    "973": ZoneInfo("America/Cayenne"),
    "974": ZoneInfo("Indian/Reunion"),
    "975": ZoneInfo("America/Miquelon"),
    "976": ZoneInfo("Indian/Mayotte"),
    "977": ZoneInfo("America/St_Barthelemy"),
    "978": ZoneInfo("America/Marigot"),
    "984": ZoneInfo("Indian/Kerguelen"),
    "986": ZoneInfo("Pacific/Wallis"),
    "987": ZoneInfo("Pacific/Tahiti"),
    "988": ZoneInfo("Pacific/Noumea"),
}

# Regions overseas are one département each; by the code of the region.
REGIONS: dict[str, str] = {"01": "971", "02": "972", "03": "973", "04": "974", "06": "976"}


def clock_of(territory: Territory | None) -> ZoneInfo:
    """The time zone of a commune, EPCI, département or region; Paris for everything else."""
    if territory is None:
        return PARIS
    if territory.kind == Territory.Kind.DEPARTEMENT:
        return OVERSEAS.get(territory.code, PARIS)
    if territory.kind == Territory.Kind.REGION:
        return OVERSEAS.get(REGIONS.get(territory.code, territory.code), PARIS)
    codes = territory.departement_codes or [territory.code[:3]]
    return OVERSEAS.get(str(codes[0]), PARIS)

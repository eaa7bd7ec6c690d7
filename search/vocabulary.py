"""The values that each facet knows, so that an address with others still gives a page."""

import re
from collections.abc import Collection
from typing import Any

from experiences.costs import CostBand
from experiences.moments import Moment
from experiences.stages import Stage
from search.kinds import Answered, Kind
from taxonomy.labels import labels
from taxonomy.models import Audience, Pillar, Theme
from territories.models import Territory
from territories.sizes import TerritorySize

# Facets whose values stand in the code.
CHOICES: dict[str, Any] = {
    "taille": TerritorySize,
    "type": Kind,
    "reponse": Answered,
    "dates": Moment,
    "etape": Stage,
    "cout": CostBand,
}
# Facets whose values are terms: the slug is the same in every locale.
TERMS: dict[str, Any] = {"theme": Theme, "pilier": Pillar, "public": Audience}
TERRITORIES = {
    "region": Territory.Kind.REGION,
    "departement": Territory.Kind.DEPARTEMENT,
}
YEAR = re.compile(r"(19|20)[0-9]{2}", re.ASCII)


def known(name: str, values: Collection[str]) -> set[str]:
    """Those of `values` that the facet `name` knows: at most one query."""
    if not values:
        return set()
    if name in CHOICES:
        return {value for value in values if value in CHOICES[name].values}
    if name in TERMS:
        return set(values) & labels(TERMS[name]).keys()
    if name in TERRITORIES:
        territories = Territory.objects.filter(kind=TERRITORIES[name], code__in=values)
        return set(territories.values_list("code", flat=True))
    return {value for value in values if YEAR.fullmatch(value)}

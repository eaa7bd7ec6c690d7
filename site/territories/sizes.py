"""Sizes of territories by population: the one place where the thresholds stand.

3,500 inhabitants is the threshold of the open-data obligation (Code des relations entre le public
et l'administration, art. L. 312-1-1 and D. 312-1-1-1).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TerritorySize(models.TextChoices):
    """The four sizes; values are those of the public address (`taille=`)."""

    VILLAGE = "moins-de-3500", _("Under 3,500 inhabitants")
    SMALL_TOWN = "3500-19999", _("3,500 to 19,999")
    TOWN = "20000-99999", _("20,000 to 99,999")
    CITY = "100000-et-plus", _("100,000 and over")


# Lowest population (inhabitants, inclusive) of each size, smallest first.
THRESHOLDS: dict[TerritorySize, int] = {
    TerritorySize.VILLAGE: 0,
    TerritorySize.SMALL_TOWN: 3_500,
    TerritorySize.TOWN: 20_000,
    TerritorySize.CITY: 100_000,
}


# Inhabitants at which laws begin to ask something; whether the number itself counts in is said by
# each rule. What content files name (`home/demonstration/content/obligations.yaml`).
LAW_THRESHOLDS: dict[str, int] = {
    # Code des relations entre le public et l'administration, art. L. 312-1-1.
    "OPEN_DATA": THRESHOLDS[TerritorySize.SMALL_TOWN],
    # Code de l'urbanisme, art. L. 423-3.
    "PLANNING_ONLINE": THRESHOLDS[TerritorySize.SMALL_TOWN],
    # Code de l'environnement, art. L. 229-26.
    "CLIMATE_PLAN": THRESHOLDS[TerritorySize.TOWN],
    # Loi n° 2021-1485 du 15 novembre 2021, art. 35.
    "GREEN_DIGITAL": 50_000,
}


def size_of(population: int | None) -> TerritorySize | None:
    """The size of a territory of `population` inhabitants; None: unknown, which is not small."""
    if population is None:
        return None
    return max(
        (size for size, low in THRESHOLDS.items() if population >= low), key=THRESHOLDS.__getitem__
    )


def bounds(size: TerritorySize) -> tuple[int, int | None]:
    """From how many inhabitants on a territory has `size`, and from how many on no longer."""
    low = THRESHOLDS[size]
    return low, min((other for other in THRESHOLDS.values() if other > low), default=None)

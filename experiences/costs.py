"""Bands of cost: the one place where their thresholds stand."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class CostBand(models.TextChoices):
    """Values are those of the public address (`cout=`)."""

    UNKNOWN = "non-communique", _("Not disclosed")
    UNDER_10K = "moins-de-10000", _("Under €10,000")
    UNDER_50K = "10000-49999", _("€10,000 to €49,999")
    UNDER_250K = "50000-249999", _("€50,000 to €249,999")
    UNDER_1M = "250000-999999", _("€250,000 to €999,999")
    OVER_1M = "1000000-et-plus", _("€1 million and over")


# Lowest amount (euros, inclusive) of each band, smallest first.
THRESHOLDS: dict[CostBand, int] = {
    CostBand.UNDER_10K: 0,
    CostBand.UNDER_50K: 10_000,
    CostBand.UNDER_250K: 50_000,
    CostBand.UNDER_1M: 250_000,
    CostBand.OVER_1M: 1_000_000,
}


def cost_band(*, investment: Decimal | None, yearly: Decimal | None) -> CostBand:
    """The band of an investment; of the yearly cost where there is none (both in euros)."""
    amount = investment if investment is not None else yearly
    if amount is None:
        return CostBand.UNKNOWN
    return max(
        (band for band, low in THRESHOLDS.items() if amount >= low), key=THRESHOLDS.__getitem__
    )

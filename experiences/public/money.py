"""What a sheet tells of money: the amounts that are known, and what its sources leave open."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from experiences.models import ExperiencePage, Funding
from ui.typography import NBSP, euros, number


@dataclass(frozen=True)
class Figure:
    """What `components/figures.html` shows."""

    value: str
    label: str
    unit: str = ""


def costs(page: ExperiencePage) -> list[Figure]:
    """The amounts that are known."""
    figures = []
    if page.investment is not None:
        figures.append(_amount(page.investment, _("invested")))
    if page.yearly_cost is not None:
        figures.append(_amount(page.yearly_cost, _("a year, to run it")))
    if page.staff_days is not None:
        figures.append(Figure(number(page.staff_days), _("of the staff’s time"), _("days")))
    return figures


def _amount(amount: Decimal, label: str) -> Figure:
    """An amount; the sign of the euro is its unit where it stands behind."""
    written = euros(amount)
    value, has_unit, _rest = written.partition(f"{NBSP}€")
    return Figure(value, label, "€" if has_unit else "")


def missing_money(page: ExperiencePage, funding: list[Funding]) -> str:
    """What the sources leave open about money, as one sentence."""
    has_cost = page.investment is not None or page.yearly_cost is not None
    if not has_cost and not funding:
        return _("The sources give neither an amount nor the funding.")
    if not has_cost:
        return _("The sources give no amount.")
    if not funding:
        return _("The sources do not say who paid.")
    return ""

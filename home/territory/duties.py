"""What a territory must do, as far as the reference data tells: a few of its obligations."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from experiences.obligations.applying import Standing, Verdict, standing
from home.territory.entries import SHOWN, Entry, Section
from members.organisations.asking import PARAMETER
from territories.models import Territory


def duties(territory: Territory) -> Section | None:
    """Those that apply, then those of which it cannot be told; None without any. One query.

    What members noted of their town is theirs: the page tells the same to everybody.
    """
    found = [one for one in standing(territory) if one.verdict != Verdict.DOES_NOT]
    if not found:
        return None
    found.sort(key=lambda one: not one.applies)
    query = f"?{urlencode({PARAMETER: territory.code})}"
    return Section(
        id="obligations",
        title=_("What it must do"),
        entries=[_entry(one, query) for one in found[:SHOWN]],
        url=f"{reverse('obligations:index')}{query}",
        link=_("All obligations, with reasons and sources"),
    )


def _entry(one: Standing, query: str) -> Entry:
    spoken = one.obligation.locale.language_code
    note = one.reason if one.applies else _("Cannot be told: %(why)s") % {"why": one.reason}
    return Entry(
        title=one.obligation.name,
        url=f"{one.obligation.get_absolute_url()}{query}",
        note=note,
        lang="" if spoken == get_language() else spoken,
    )

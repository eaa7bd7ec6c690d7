"""What a result says of an aid and of an event: who, when, where.

When is told as of today, from the days of the document: what its index says of them may be of
yesterday.
"""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from experiences.models import AidPage, EventPage
from experiences.moments import Moment, moment_of_event
from experiences.public.dates import AidDates, event_days
from search.kinds import Kind

Data = dict[str, Any]  # as `Hit.data`

LABELS: dict[str, Any] = {
    Kind.AID.value: Kind.AID.label,
    Kind.EVENT.value: Kind.EVENT.label,
    **dict(AidPage.Kind.choices),
    **dict(EventPage.Kind.choices),
}


def who(data: Data) -> str:
    """Who pays or helps, or who organises; empty where nobody is named."""
    return str(data.get("issuer") or data.get("organiser") or "")


def when(kind: str, data: Data) -> str:
    """Until when one may ask, or on which days it is; empty for kinds that have no days."""
    if kind == Kind.AID:
        return _aid(data).words
    if kind != Kind.EVENT:
        return ""
    starts = day_of(data, "starts")
    if starts is None:
        return str(data.get("date_note") or "")
    days = event_days(starts, day_of(data, "ends"))
    if moment(kind, data) == Moment.OVER:
        return _("%(days)s (over)") % {"days": days}
    return days


def elsewhere(kind: str, data: Data) -> str:
    """Where, of what is in no territory: an aid everywhere, an event on line or in a hall."""
    if kind == Kind.AID:
        return _("All of France")
    if data.get("mode") == EventPage.Mode.ONLINE:
        return str(EventPage.Mode.ONLINE.label)
    return str(data.get("venue") or "")


def rank(data: Data) -> tuple[int, date]:
    """Where an aid stands among others: see `AidDates.rank`."""
    return _aid(data).rank


def moment(kind: str, data: Data) -> Moment | None:
    """Where it stands today; None for kinds that have no days."""
    if kind == Kind.AID:
        return _aid(data).moment
    if kind == Kind.EVENT:
        starts, ends = day_of(data, "starts"), day_of(data, "ends")
        return moment_of_event(starts_on=starts, ends_on=ends, today=timezone.localdate())
    return None


def _aid(data: Data) -> AidDates:
    days = day_of(data, "opens_on"), day_of(data, "closes_on")
    return AidDates(*days, data.get("recurrence", ""))


def day_of(data: Data, name: str) -> date | None:
    """The day of an ISO date, or of an hour on the clock of its place."""
    written = data.get(name)
    return date.fromisoformat(written[:10]) if written else None

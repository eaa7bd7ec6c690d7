"""The dates of aids and events in words, as pages, results and the page of a town tell them."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from experiences.models import AidPage
from experiences.moments import Moment, moment_of_aid
from ui.typography import day, in_french

Recurrence = AidPage.Recurrence


def aid_dates(
    *, opens_on: date | None, closes_on: date | None, recurrence: str, today: date
) -> str:
    """Until when one may ask: "until 12 January 2027", "all year", "dates to be checked"."""
    moment = moment_of_aid(
        opens_on=opens_on,
        closes_on=closes_on,
        permanent=recurrence == Recurrence.PERMANENT,
        today=today,
    )
    yearly = recurrence == Recurrence.YEARLY
    if moment == Moment.OVER and closes_on:
        words = _("over since %(day)s; comes back each year") if yearly else _("over since %(day)s")
        return words % {"day": day(closes_on)}
    if moment == Moment.TO_COME and opens_on:
        return _("from %(day)s on") % {"day": day(opens_on)}
    if moment == Moment.OPEN:
        return _("until %(day)s") % {"day": day(closes_on)} if closes_on else _("all year")
    return _("each year, dates to be checked") if yearly else _("dates to be checked")


def event_days(starts: date | datetime, ends: date | datetime | None) -> str:
    """The day of an event, or its first and its last one, on the clock of its place."""
    first, last = _day_of(starts), _day_of(ends or starts)
    if first == last:
        return day(first)
    begins = day(first)
    if in_french() and (first.year, first.month) == (last.year, last.month):
        begins = "1er" if first.day == 1 else str(first.day)
    return pgettext("days", "%(first)s to %(last)s") % {"first": begins, "last": day(last)}


def _day_of(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment

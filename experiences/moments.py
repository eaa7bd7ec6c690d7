"""Where what has dates stands today: open, to come, over, or with dates that nobody knows."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

# When what is open all year changes: after every deadline, before what is over or not known.
NEVER = date.max


class Moment(models.TextChoices):
    """Values are those of the public address (`dates=`)."""

    OPEN = "ouvert", _("Open")
    TO_COME = "a-venir", _("To come")
    OVER = "termine", _("Over")
    UNKNOWN = "a-verifier", _("Dates not known")


def moment_of_aid(
    *, opens_on: date | None, closes_on: date | None, permanent: bool, today: date
) -> Moment:
    """Of an aid: open from the first day to the last, both included; all year when `permanent`.

    A known first day without a last one is not enough to say that it is still open.
    """
    if closes_on and closes_on < today:
        return Moment.OVER
    if opens_on and opens_on > today:
        return Moment.TO_COME
    return Moment.OPEN if permanent or closes_on else Moment.UNKNOWN


def moment_of_event(*, starts_on: date | None, ends_on: date | None, today: date) -> Moment:
    """Of an event: to come until its last day is over."""
    last = ends_on or starts_on
    if last is None:
        return Moment.UNKNOWN
    return Moment.OVER if last < today else Moment.TO_COME


def next_change(*days: date | None, today: date) -> date | None:
    """The first day after `today` on which a moment changes; None: it never does.

    `days`: first days of a state, such as the day after a deadline.
    """
    return min((day for day in days if day and day > today), default=None)


def day_after(day: date | None) -> date | None:
    return day and day + timedelta(days=1)

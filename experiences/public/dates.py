"""The dates of aids and events in words, as pages, results and the page of a town tell them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from experiences.models import AidPage, EventPage
from experiences.moments import Moment, moment_of_aid
from territories.clocks import PARIS
from territories.models import Territory
from ui.typography import day, hour, in_french

Recurrence = AidPage.Recurrence
# Days before a deadline from which those that are left are counted.
COUNTED_DAYS = 30
# What can be asked for now comes first, what has passed and may come back last.
ORDER = (Moment.OPEN, Moment.TO_COME, Moment.UNKNOWN, Moment.OVER)


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


@dataclass(frozen=True)
class When:
    value: str
    note: str = ""
    known: bool = True


@dataclass(frozen=True)
class AidDates:
    """The dates of an aid, of a page or of a line of a list, seen from today."""

    opens_on: date | None
    closes_on: date | None
    recurrence: str

    @property
    def moment(self) -> Moment:
        return moment_of_aid(
            opens_on=self.opens_on,
            closes_on=self.closes_on,
            permanent=self.recurrence == Recurrence.PERMANENT,
            today=timezone.localdate(),
        )

    @property
    def rank(self) -> tuple[int, date]:
        """What can be asked for first, the next deadline first."""
        return ORDER.index(self.moment), self.closes_on or date.max

    @property
    def words(self) -> str:
        """Until when one may ask: "until 12 January 2027", "all year", "dates to be checked"."""
        return self._told(is_yearly=self.recurrence == Recurrence.YEARLY)

    @property
    def once(self) -> str:
        """The same without that it comes back each year."""
        return self._told(is_yearly=False)

    @property
    def left(self) -> str:
        """How many days are left, once they are few; the last one counts in."""
        if self.moment != Moment.OPEN or self.closes_on is None:
            return ""
        days = (self.closes_on - timezone.localdate()).days
        if days > COUNTED_DAYS:
            return ""
        if days == 0:
            return _("Today is the last day")
        return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}

    def _told(self, *, is_yearly: bool) -> str:
        moment = self.moment
        if moment == Moment.OVER and self.closes_on:
            words = _("over since %(day)s")
            if is_yearly:
                words = _("over since %(day)s; comes back each year")
            return words % {"day": day(self.closes_on)}
        if moment == Moment.TO_COME and self.opens_on:
            return _("from %(day)s on") % {"day": day(self.opens_on)}
        if moment == Moment.OPEN:
            last = self.closes_on
            return _("until %(day)s") % {"day": day(last)} if last else _("all year")
        return _("each year, dates to be checked") if is_yearly else _("dates to be checked")


def dates_of(page: AidPage) -> AidDates:
    return AidDates(page.opens_on, page.closes_on, page.recurrence)


def when_to_ask(page: AidPage) -> When:
    """Until when one may ask for an aid, and what else is known of it."""
    dates = dates_of(page)
    notes = [dates.left]
    if dates.moment == Moment.TO_COME and page.closes_on:
        notes.append(_("until %(day)s") % {"day": day(page.closes_on)})
    if page.recurrence == Recurrence.YEARLY:
        notes.append(_("comes back each year"))
    if dates.moment == Moment.UNKNOWN:
        if page.opens_on:
            notes.append(_("begun on %(day)s") % {"day": day(page.opens_on)})
        if asked := page.contact or page.issuer:
            notes.append(_("check with: %(who)s") % {"who": asked})
    note = capfirst(", ".join(filter(None, notes)))
    return When(capfirst(dates.once), note, known=dates.moment != Moment.UNKNOWN)


def when_it_is(page: EventPage) -> When:
    """On which day an event is, and at which hours of which clock."""
    if page.starts_on is None:
        if page.date_note:
            return When(capfirst(page.date_note))
        return When(_("Date not known"), known=False)
    last = page.last_day
    if last == page.starts_on:
        weekday = date_format(page.starts_on, "l", use_l10n=False)
        return When(capfirst(f"{weekday} {day(page.starts_on)}"), hours(page))
    return When(capfirst(event_days(page.starts_on, last)), hours(page))


def hours(page: EventPage) -> str:
    """From when to when, with the clock named where it is not that of everybody; may be empty."""
    if page.starts_at is None:
        return ""
    start, end = hour(page.starts_at), hour(page.ends_at) if page.ends_at else ""
    if not end:
        words = _("from %(start)s on")
    elif page.last_day == page.starts_on:
        words = pgettext("hours", "%(start)s to %(end)s")
    else:
        words = _("from %(start)s on the first day to %(end)s on the last")
    said = words % {"start": start, "end": end}
    return ", ".join(filter(None, [said, clock_in_words(page)]))


def clock_in_words(page: EventPage) -> str:
    """By which clock its hours are; empty where that is Paris's and people go there."""
    begins = page.begins
    if not isinstance(begins, datetime):
        return ""
    if page.clock == PARIS:
        # On line, people listen from overseas, too.
        return "" if page.mode == EventPage.Mode.ON_SITE else _("Paris time")
    there = begins.astimezone(PARIS)
    at = hour(there.time())
    if there.date() != begins.date():
        at = _("%(hour)s on %(day)s") % {"hour": at, "day": day(there.date())}
    words = _("local time (%(place)s); it begins at %(hour)s Paris time")
    return words % {"place": clock_place(page.territory), "hour": at}


def clock_place(territory: Territory | None) -> str:
    """The name of whose clock it is: of a commune overseas, its département."""
    if territory is None:
        return ""
    return territory.departement.name if territory.departement else territory.name


def days_to_come(page: EventPage) -> str:
    """How many days away it is, once they are few."""
    if page.starts_on is None:
        return ""
    days = page.starts_on - timezone.localdate()
    if not timedelta() <= days <= timedelta(days=COUNTED_DAYS):
        return ""
    if not days:
        return _("today")
    return ngettext("in %(count)s day", "in %(count)s days", days.days) % {"count": days.days}

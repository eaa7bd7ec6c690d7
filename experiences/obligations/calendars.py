"""The due dates of an organisation as iCalendar (RFC 5545), at an address that is its secret."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Event

from experiences.icalendars import empty_calendar, identity
from experiences.obligations.models import Calendar, Record
from members.models import User
from members.organisations.models import Organisation


def calendar_of(organisation: Organisation) -> Calendar | None:
    return Calendar.objects.filter(organisation=organisation).first()


@transaction.atomic
def renew(*, organisation: Organisation, by: User) -> Calendar:
    """A new secret address; the former one, if any, leads nowhere from now on."""
    revoke(organisation=organisation)
    return Calendar.objects.create(organisation=organisation, made_by=by)


def revoke(*, organisation: Organisation) -> None:
    Calendar.objects.filter(organisation=organisation).delete()


def ical(organisation: Organisation) -> bytes:
    """Names of obligations and their dates, and nothing else: calendars travel. One query."""
    rows = Record.objects.filter(
        organisation=organisation, status=Record.Status.PLANNED, on__isnull=False
    ).select_related("obligation")
    with override(settings.LANGUAGE_CODE):
        calendar = empty_calendar(_("Obligations"), product="obligations")
    for record in rows:
        assert record.on  # noqa: S101  (asked for above)
        event = Event()
        event.add("uid", identity(f"obligation-{record.pk}"))
        event.add("dtstamp", timezone.now())
        event.add("last-modified", record.changed_at)
        event.add("summary", record.obligation.name)
        event.add("dtstart", record.on)
        event.add("dtend", record.on + timedelta(days=1))  # a whole day ends with the next one
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()

"""Letters before what an organisation planned becomes due: six weeks before, then one week."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from experiences.obligations.mails import reminder_letter
from experiences.obligations.models import Record, Reminder
from experiences.obligations.rights import told
from members.mail_server import MailServerAwayError, send_alone
from members.models import User

logger = logging.getLogger(__name__)

# Days before the date, the earliest first.
STAGES = (42, 7)


@dataclass
class Report:
    sent: int = 0
    failed: int = 0  # to be tried again by the next run
    uncertain: int = 0


@dataclass(frozen=True)
class Due:
    record: Record
    member: User
    on: date
    days: int


def send_reminders(
    *,
    now: datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Report:
    """Remind whom nobody reminded yet. MailServerAwayError when no letter can leave.

    That a letter has left is kept with it, or not at all: what failed is tried by the next run.
    """
    report, due = Report(), list(reminders(timezone.localdate(now)))
    for done, one in enumerate(due, start=1):
        if stopped():
            break
        _remind(one, report)
        progress(done, len(due))
    return report


def reminders(today: date) -> Iterator[Due]:
    """Who is to be reminded of what: of each date, the stage that has come and was not told."""
    rows = Record.objects.filter(
        status=Record.Status.PLANNED, on__gte=today, on__lte=today + timedelta(days=STAGES[0])
    )
    for record in rows.select_related("organisation__territory__departement", "obligation"):
        assert record.on  # noqa: S101  (asked for above)
        # Only the last stage that has come: a date that was put late is told of once.
        days = min(stage for stage in STAGES if record.on - timedelta(days=stage) <= today)
        known = set(
            record.reminders.filter(due_on=record.on, days=days).values_list("member", flat=True)
        )
        yield from (
            Due(record, member, record.on, days)
            for member in told(record.organisation)
            if member.pk not in known
        )


def _remind(due: Due, report: Report) -> None:
    try:
        with transaction.atomic():
            Reminder.objects.create(
                record=due.record, member=due.member, due_on=due.on, days=due.days
            )
            message = reminder_letter(to=due.member.email, record=due.record)
            send_alone(message)
    except MailServerAwayError:
        raise
    except IntegrityError:
        return  # another run has told it, or the record is deleted
    except (OSError, ValueError) as error:
        report.failed += 1
        # Not its text, in which a server repeats the address.
        logger.warning("A reminder did not leave: %s.", type(error).__name__)
    else:
        report.sent += 1

"""A run: for each person who is due, one message with what is new in all their due searches.

One person after the other: claim (a `Departure`), look, mark as leaving, send, keep what was seen.
What was seen is kept only once the message has left, so that what is not sent is found again by
the next run, as the public sees it then. See docs/decisions/0017-alerts-leave-at-most-once.md.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.mail_server import MailServerAwayError, open_connection
from search.alerts.leaving import forget_idle, forget_unused
from search.alerts.mails import news_message
from search.alerts.models import Alert, Departure, Rhythm, Watcher
from search.alerts.questions import query_of
from search.alerts.watching import (
    News,
    Snapshot,
    compare,
    ends_of,
    look,
    read,
    still_public,
)
from search.results import Hit

logger = logging.getLogger(__name__)

# A claim that old was left behind by a run that broke off.
LEFT_BEHIND = timedelta(hours=1)

After = dict[str, Snapshot]  # by the id of the alert: kept as JSON


@dataclass
class Report:
    """What a run did, in people."""

    sent: int = 0
    nothing: int = 0  # nothing to tell, or the search is away
    failed: int = 0  # to be tried again by the next run
    uncertain: int = 0  # a run broke off, or the server fell silent, while the message left


def send_alerts(
    *,
    now: datetime,
    again: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Report:
    """Send what is due at `now`; `again`: also what may have left when an earlier run broke off.

    `progress` is told (people done, people in all). Ends after the current person when `stopped`
    says so. MailServerAwayError when the server cannot be reached.
    """
    report = Report()
    forget_idle(now)
    settle(now, report, again=again)
    today = timezone.localdate(now)
    due = Watcher.objects.filter(pk__in=Alert.objects.due(today).values("watcher_id"))
    total, done, last = due.count(), 0, 0
    progress(done, total)
    while not stopped() and (watcher := due.filter(pk__gt=last).order_by("pk").first()):
        last = watcher.pk
        try:
            serve(watcher, now, report)
        except MailServerAwayError:
            raise
        except Exception:  # one person's trouble does not hold back the others
            logger.exception("No message to %s.", watcher)
            report.failed += 1
        done += 1
        progress(min(done, total), total)
    return report


def settle(now: datetime, report: Report, *, again: bool) -> None:
    """End the claims that broken runs left behind.

    Of a message that may have left, what it told counts as told, unless it is to be sent `again`.
    """
    behind = Departure.objects.filter(started_at__lt=now - LEFT_BEHIND).select_related("watcher")
    for departure in behind:
        if departure.after is None or again:
            departure.delete()
            continue
        report.uncertain += 1
        day = timezone.localdate(departure.started_at)
        logger.warning("The message of %s to %s may not have left.", day, departure.watcher)
        keep(departure, departure.after, now)


def serve(watcher: Watcher, now: datetime, report: Report) -> None:
    """Claim a person, tell them what there is to tell, and count it in `report`."""
    departure = claim(watcher, now)
    if departure is None:
        return
    try:
        told, after = look_all(watcher, now)
        message = news_message(watcher, told, now=now) if told else None
        connection = open_connection() if message else None
    except BaseException:
        departure.delete()  # nothing has left
        raise
    if message is None or connection is None:
        keep(departure, after, now)
        report.nothing += 1
        return
    message.connection = connection
    try:
        deliver(departure, message, after, now, report)
    finally:
        with suppress(OSError):  # what the server says at its goodbye changes nothing
            connection.close()


def claim(watcher: Watcher, now: datetime) -> Departure | None:
    """The claim of this run; None when another run is at it, or the person has just left."""
    try:
        with transaction.atomic():
            return Departure.objects.create(watcher=watcher, started_at=now)
    except IntegrityError:
        return None


def look_all(watcher: Watcher, now: datetime) -> tuple[list[tuple[Alert, News]], After]:
    """What is to be told of each due search of a person, and what they have seen then.

    A search that is away is left out: it stays due. What an index that lags behind still finds,
    though it is no longer public, is not told.
    """
    due = watcher.alerts.due(timezone.localdate(now)).select_related("search").order_by("pk")
    found: list[tuple[Alert, Snapshot | None, list[Hit]]] = []
    for alert in due:
        hits = look(query_of(alert.search))
        if hits is not None:
            found.append((alert, read(alert.seen), hits))
    ids = {hit.id for _alert, _before, hits in found for hit in hits}
    known = {int(key) for _alert, before, _hits in found for key in before or ()}
    ends, public = ends_of(ids, now), still_public(known | ids, now)
    told, after = [], {}
    for alert, before, hits in found:
        shown = [hit for hit in hits if hit.id in public]
        news, after[str(alert.pk)] = compare(before, shown, ends=ends, public=public)
        if news:
            told.append((alert, news))
    return told, after


def deliver(
    departure: Departure,
    message: EmailMultiAlternatives,
    after: After,
    now: datetime,
    report: Report,
) -> None:
    """Send a message once: whoever finds its claim marked cannot tell whether it has left."""
    if not Departure.objects.filter(pk=departure.pk).update(after=after):
        return  # the person has just left
    try:
        message.send()
    except (TimeoutError, SMTPServerDisconnected):
        # The server fell silent: it may have taken the message. The claim says so to a later run.
        report.uncertain += 1
        logger.warning("The message to %s may not have left.", departure.watcher)
    except (OSError, ValueError) as error:
        departure.delete()
        report.failed += 1
        # Not its text, in which a server repeats the address.
        logger.warning("No message to %s: %s.", departure.watcher, type(error).__name__)
    except Exception:
        departure.delete()
        raise
    else:
        keep(departure, after, now)
        report.sent += 1


def keep(departure: Departure, after: After, now: datetime) -> None:
    """Keep what has been seen, end what was for once only, and give up the claim."""
    with transaction.atomic():
        alerts = list(Alert.objects.filter(pk__in=after))
        for alert in alerts:
            alert.seen, alert.checked_on = after[str(alert.pk)], timezone.localdate(now)
        Alert.objects.bulk_update(alerts, ["seen", "checked_on"])
        departure.delete()
        ended = [alert.pk for alert in alerts if alert.rhythm == Rhythm.ONCE and alert.seen]
        if ended:
            Alert.objects.filter(pk__in=ended).delete()
            forget_unused()

"""A run: one message to each member who is due, with all that is to be told.

At most once: what a broken run had on its way counts as told (decision 17 says why of alerts).
What could not leave waits for the next run.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.forum_conversation.models import Post
from community.models import Notice, Rhythm
from community.news_mail import news_message
from community.permissions import access
from members.mail_server import MailServerAwayError, open_connection
from members.models import User

logger = logging.getLogger(__name__)

# Hours of the day (Europe/Paris) in which nobody is told: from the first to the second.
QUIET = (20, 7)
LEFT_BEHIND = timedelta(hours=1)
KEPT = timedelta(days=90)  # what was told, so that it is not told twice


@dataclass
class Report:
    """What a run did, in members."""

    sent: int = 0
    failed: int = 0  # to be tried again by the next run
    uncertain: int = 0  # the server fell silent while the message left


def send_notices(
    *,
    now: datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Report:
    """Tell each member who is due at `now`; nobody in the quiet hours.

    `progress` is told (members done, in all). Ends after the current member when `stopped` says
    so. MailServerAwayError when the server cannot be reached.
    """
    report = Report()
    tidy(now)
    if is_quiet(now):
        return report
    due = User.objects.filter(pk__in=Notice.objects.due(now).values("member")).order_by("pk")
    members = list(due)
    for done, member in enumerate(members):
        progress(done, len(members))
        if stopped():
            break
        try:
            tell(member, now, report)
        except MailServerAwayError:
            raise
        except Exception:  # one member's trouble does not hold back the others
            logger.exception("No message to the member %s.", member.pk)
            report.failed += 1
    else:
        progress(len(members), len(members))
    return report


def is_quiet(now: datetime) -> bool:
    """Whether nobody is told at this hour."""
    hour = timezone.localtime(now).hour
    return hour >= QUIET[0] or hour < QUIET[1]


def tidy(now: datetime) -> None:
    """Count as told what a broken run had on its way; drop what is of no more use."""
    behind = Notice.objects.filter(sent_at=None, leaving_at__lt=now - LEFT_BEHIND)
    for member in behind.values_list("member", flat=True).distinct():
        logger.warning("A message to the member %s may not have left.", member)
    behind.update(sent_at=now)
    Notice.objects.waiting().filter(rhythm=Rhythm.NEVER).delete()
    Notice.objects.filter(sent_at__lt=now - KEPT).delete()


def tell(member: User, now: datetime, report: Report) -> None:
    """Send a member all that is due and that they may read; count it in `report`."""
    taken = take(member, now)
    try:
        posts = list(readable(member, taken))
        message = news_message(member, posts) if posts else None
        connection = open_connection() if message else None
    except BaseException:
        give_back(taken)
        raise
    if message is None or connection is None:
        Notice.objects.filter(pk__in=taken).delete()
        return
    message.connection = connection
    try:
        message.send()
    except (TimeoutError, SMTPServerDisconnected):
        report.uncertain += 1  # it may have left: a later run counts it as told
        logger.warning("The message to the member %s may not have left.", member.pk)
    except (OSError, ValueError) as error:
        give_back(taken)
        report.failed += 1
        # Not its text, in which a server repeats the address.
        logger.warning("No message to the member %s: %s.", member.pk, type(error).__name__)
    except BaseException:
        give_back(taken)
        raise
    else:
        Notice.objects.filter(pk__in=taken).update(sent_at=now)
        report.sent += 1
    finally:
        with suppress(OSError):
            connection.close()


@transaction.atomic
def take(member: User, now: datetime) -> list[int]:
    """Keys of what is due for a member, taken up by this run alone."""
    due = Notice.objects.due(now).filter(member=member).select_for_update(of=("self",))
    taken = [notice.pk for notice in due]
    Notice.objects.filter(pk__in=taken).update(leaving_at=now)
    return taken


def give_back(taken: list[int]) -> None:
    Notice.objects.filter(pk__in=taken).update(leaving_at=None)


def readable(member: User, taken: list[int]) -> list[Post]:
    """The posts of these notices that everybody may read who may read their category.

    Each with its `told_as`, a value of `Notice.Kind`.
    """
    posts = Post.objects.public(access(member)).filter(notices__in=taken)
    posts = posts.annotate(told_as=F("notices__kind"))
    return list(
        posts.select_related("topic__forum__theme", "topic__poll", "poster").order_by(
            "topic", "created", "pk"
        )
    )

"""Letters that could not leave at once: kept, and sent by the next run of `send_letters`."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from members.mail_server import MailServerAwayError, send_alone
from members.models import User, WaitingLetter

logger = logging.getLogger(__name__)

# How long it is tried before a letter is given up: a mail server tries for five days (RFC 5321,
# 4.5.4.1), and an address that is refused for longer will not be accepted.
KEPT = timedelta(days=7)


@dataclass
class Report:
    sent: int = 0
    failed: int = 0
    uncertain: int = 0


def tell_later(tell: Callable[..., None], **what: Any) -> None:
    """Call `tell` once what is being written counts; should it fail, nothing is undone.

    Not with a partial: Django tells of one that fails by its name, which a partial has not.
    """
    transaction.on_commit(lambda: tell(**what), robust=True)


def send(message: EmailMultiAlternatives, *, about: User | None = None) -> None:
    """Send a letter (of `members.letters`), or keep it while the mail server does not take it.

    `about`: whom it names, if that is another than who receives it.
    """
    try:
        message.send()
    except OSError as error:
        [to], [html] = message.to, message.alternatives
        WaitingLetter.objects.create(
            to=to,
            subject=str(message.subject),
            text=str(message.body),
            html=str(html[0]),
            about=about,
        )
        # Not its text, in which a server repeats the address.
        logger.warning("A letter waits for the mail server: %s.", type(error).__name__)


def send_letters(
    *,
    now: datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Report:
    """Send what waits, the oldest first; drop what has waited for KEPT.

    That a letter has left is kept with it, or not at all. MailServerAwayError when none can leave.
    """
    report = Report()
    old = WaitingLetter.objects.filter(written_at__lt=now - KEPT)
    if given_up := old.count():
        logger.warning("%s letters are given up: nobody took them for days.", given_up)
        old.delete()
    waiting = list(WaitingLetter.objects.values_list("pk", flat=True))
    for done, pk in enumerate(waiting, start=1):
        if stopped():
            break
        _send_one(pk, report)
        progress(done, len(waiting))
    return report


def _send_one(pk: int, report: Report) -> None:
    try:
        with transaction.atomic():
            kept = WaitingLetter.objects.select_for_update().filter(pk=pk).first()
            if kept is None:  # its account is deleted, or another run has sent it
                return
            kept.delete()
            message = EmailMultiAlternatives(kept.subject, kept.text, to=[kept.to])
            message.attach_alternative(kept.html, "text/html")
            send_alone(message)
    except MailServerAwayError:
        raise
    except (OSError, ValueError) as error:
        report.failed += 1
        logger.warning("A letter did not leave: %s.", type(error).__name__)
    else:
        report.sent += 1

"""Accounts that nobody has used for a long time: their owners are warned, then the accounts go.

Storage limitation: GDPR, article 5, paragraph 1, e. For accounts made online the CNIL holds two
years without any use to be proportionate, and recommends to warn their owners before ("Référentiel
relatif aux traitements de données mis en œuvre aux fins de gestion des activités commerciales",
2022; said again for all accounts on 18 September 2025).
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.letters import letter
from members.mail_server import MailServerAwayError, open_connection
from members.models import User
from members.personal_data import delete_account
from ui.typography import day

logger = logging.getLogger(__name__)

# How long before its account goes somebody is warned.
NOTICE = timedelta(days=60)


@dataclass
class Report:
    """What a run did; of `failed` and `uncertain` messages the next run tries again."""

    warned: int = 0
    deleted: int = 0
    failed: int = 0
    uncertain: int = 0


def unused(*, since: datetime) -> QuerySet[User]:
    """Open accounts whose owners have not signed in since then (nor made them, if never).

    Not those of editors, moderators and administrators, who are their employer's to close, nor
    those that were never confirmed: see `addresses.delete_unconfirmed`.
    """
    confirmed = EmailAddress.objects.filter(verified=True)
    open_ones = User.objects.filter(is_active=True, is_staff=False, is_superuser=False, groups=None)
    return open_ones.annotate(used_at=Coalesce("last_login", "date_joined")).filter(
        used_at__lt=since, pk__in=confirmed.values("user")
    )


def to_warn(*, now: datetime, kept: timedelta) -> QuerySet[User]:
    """Those that go in NOTICE or less, whose owners were not told since they last signed in."""
    never = Q(warned_at=None) | Q(warned_at__lt=F("used_at"))
    return unused(since=now - kept + NOTICE).filter(never)


def to_delete(*, now: datetime, kept: timedelta) -> QuerySet[User]:
    """Those of owners who were told NOTICE ago and have not come back."""
    return unused(since=now - kept).filter(warned_at__gte=F("used_at"), warned_at__lte=now - NOTICE)


def delete_inactive(
    *,
    now: datetime,
    kept: timedelta,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Report:
    """Warn who has not signed in for `kept` less NOTICE; delete the accounts of who was warned.

    One account after the other, each whole: a run that breaks off is gone on with by the next,
    and nobody is deleted whom no message has left for. What they wrote stays without their name.
    MailServerAwayError when nobody can be warned; deletions that were due are done by then.
    """
    report = Report()
    doomed = list(to_delete(now=now, kept=kept).values_list("pk", flat=True))
    unwarned = list(to_warn(now=now, kept=kept).values_list("pk", flat=True))
    total = len(doomed) + len(unwarned)
    for done, pk in enumerate(doomed, start=1):
        if stopped():
            return report
        with transaction.atomic():
            member = locked(to_delete(now=now, kept=kept), pk)
            if member is not None:
                delete_account(member=member, remove=False)
                report.deleted += 1
        progress(done, total)
    for done, pk in enumerate(unwarned, start=len(doomed) + 1):
        if stopped():
            return report
        warn(pk, now=now, kept=kept, report=report)
        progress(done, total)
    return report


def locked(accounts: QuerySet[User], pk: int) -> User | None:
    """The account, held; None when it is no longer among `accounts`: somebody has signed in."""
    return accounts.select_for_update(of=("self",)).filter(pk=pk).first()


def warn(pk: int, *, now: datetime, kept: timedelta, report: Report) -> None:
    """Tell somebody; that it is told is kept with the message, or not at all."""
    try:
        with transaction.atomic():
            member = locked(to_warn(now=now, kept=kept), pk)
            if member is None:
                return
            member.warned_at = now
            member.save(update_fields=["warned_at"])
            send_warning(member, goes_on=now + NOTICE)
    except MailServerAwayError:
        raise
    except (OSError, ValueError) as error:
        report.failed += 1
        # Not its text, in which a server repeats the address.
        logger.warning("No message to the member %s: %s.", pk, type(error).__name__)
    else:
        report.warned += 1


def send_warning(member: User, *, goes_on: datetime) -> None:
    """MailServerAwayError when there is no server to be had; OSError when it refuses."""
    with override(settings.LANGUAGE_CODE):
        message = letter(
            member.email,
            subject=_("Your account will be deleted"),
            says=_(
                "Nobody has signed in to your account on Terrain commun for a long time. We keep "
                "no account that is not used: it will be deleted on {day}."
            ).format(day=day(goes_on)),
            verb=_("Sign in to keep it"),
            url=reverse("account_login"),
            ending=_(
                "If you do nothing, your account and what we know of you go; what you wrote for "
                "other towns stays, without your name."
            ),
        )
    connection = open_connection()
    message.connection = connection
    try:
        message.send()
    finally:
        with suppress(OSError):
            connection.close()

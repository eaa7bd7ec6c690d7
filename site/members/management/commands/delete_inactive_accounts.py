"""`manage.py delete_inactive_accounts`: warns who has not come for years, then forgets them."""

import argparse
from datetime import timedelta
from typing import Any

from django.conf import settings

from members.inactivity import NOTICE, Report, delete_inactive
from members.mail_run import MailRun

LEAST = 365


class Command(MailRun):
    help = (
        "Warn the members who have not signed in for INACTIVE_ACCOUNT_DAYS days less "
        f"{NOTICE.days}; delete the accounts of those who were warned {NOTICE.days} days ago and "
        "have not come back. To be run every night. Ctrl-C ends it after the current member; the "
        "next run goes on."
    )
    counted = "Inactive accounts: {done}/{total}"
    still_due = "who could not be warned is warned by the next run, and not deleted before."
    after_doubt = "."
    send = staticmethod(delete_inactive)

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--days",
            type=days,
            default=settings.INACTIVE_ACCOUNT_DAYS,
            help="days instead of INACTIVE_ACCOUNT_DAYS (%(default)s)",
        )

    def asked(self, options: dict[str, Any]) -> dict[str, Any]:
        return {"kept": timedelta(days=options["days"])}

    def summary(self, report: Report) -> str:
        return f"{report.warned} members warned, {report.deleted} accounts deleted"


def days(text: str) -> int:
    """A number of days; ArgumentTypeError for fewer than a year."""
    number = int(text)
    if number < LEAST:
        raise argparse.ArgumentTypeError(f"{LEAST} days at least")
    return number

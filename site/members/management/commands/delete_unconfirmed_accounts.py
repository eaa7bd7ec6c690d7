"""`manage.py delete_unconfirmed_accounts`: forgets the addresses that nobody confirmed."""

import argparse
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from members.addresses import delete_unconfirmed


class Command(BaseCommand):
    help = (
        "Delete the accounts that were begun UNCONFIRMED_ACCOUNT_DAYS days ago or earlier and "
        "whose address nobody ever confirmed. To be run every night; the next run goes on where "
        "one breaks off."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--days",
            type=positive,
            default=settings.UNCONFIRMED_ACCOUNT_DAYS,
            help="days instead of UNCONFIRMED_ACCOUNT_DAYS (%(default)s)",
        )

    def handle(self, *args: Any, days: int, verbosity: int, **options: Any) -> None:
        deleted = delete_unconfirmed(
            before=timezone.now() - timedelta(days=days),
            progress=self.tell if verbosity else lambda done, total: None,
        )
        if verbosity:
            self.stdout.write(f"{deleted} accounts deleted that were not confirmed in {days} days.")

    def tell(self, done: int, total: int) -> None:
        self.stdout.write(f"{done:,} of {total:,}")


def positive(text: str) -> int:
    """A number of days; ValueError for what is none, or would delete what has just begun."""
    days = int(text)
    if days < settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS:
        raise argparse.ArgumentTypeError(
            f"the link of confirmation works for {settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS} "
            "days: not fewer"
        )
    return days

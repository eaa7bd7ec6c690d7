"""`manage.py send_notices`: tells members what is new in the topics that they follow."""

import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from community.telling import MailServerAwayError, send_notices


class Command(BaseCommand):
    help = (
        "Tell members what is new in the topics and categories that they follow: one message a "
        "member, none from 20:00 to 7:00. To be run every five minutes. Ctrl-C ends it after the "
        "current member; the next run goes on."
    )
    stopping = False

    def handle(self, *args: Any, **options: Any) -> None:
        before = {each: signal.signal(each, self.stop) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            report = send_notices(
                now=timezone.now(),
                progress=self.tell if options["verbosity"] else lambda done, total: None,
                stopped=lambda: self.stopping,
            )
        except MailServerAwayError as error:
            raise CommandError(
                f"The mail server cannot be reached ({error}). Nothing is lost: "
                "what was to be told waits for the next run."
            ) from error
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
        if options["verbosity"]:
            self.stdout.write(f"{report.sent} messages sent")
        if report.uncertain:
            self.stderr.write(f"{report.uncertain} messages may not have left (see the log).")
        if report.failed:
            raise CommandError(
                f"{report.failed} messages did not leave (see the log); the next run tries again."
            )

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def tell(self, done: int, total: int) -> None:
        """One line that rewrites itself on a terminal, one line a member elsewhere."""
        ending = "\r" if self.stdout.isatty() and done < total else "\n"
        self.stdout.write(f"Notices: {done}/{total} members", ending=ending)
        self.stdout.flush()

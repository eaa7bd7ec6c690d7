"""`manage.py send_alerts`: tells people what is new in the searches they watch."""

import argparse
import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.alerts.sending import MailServerAwayError, send_alerts


class Command(BaseCommand):
    help = (
        "Send the alerts that are due: one message a person, none where nothing happened. "
        "To be run once a day. Ctrl-C ends it after the current person; the next run goes on."
    )
    stopping = False

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="Send once more what may not have left when an earlier run broke off.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        before = {each: signal.signal(each, self.stop) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            report = send_alerts(
                now=timezone.now(),
                again=options["again"],
                progress=self.tell if options["verbosity"] else lambda done, total: None,
                stopped=lambda: self.stopping,
            )
        except MailServerAwayError as error:
            raise CommandError(
                f"The mail server cannot be reached ({error}). Nothing is lost: "
                "what was due is sent by the next run."
            ) from error
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
        if options["verbosity"]:
            self.stdout.write(f"{report.sent} messages, {report.nothing} people with nothing new")
        if report.uncertain:
            self.stderr.write(
                f"{report.uncertain} messages may not have left (see the log): "
                "an hour later, send_alerts --again sends those of a run that broke off."
            )
        if report.failed:
            raise CommandError(
                f"{report.failed} messages did not leave (see the log); the next run tries again."
            )

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def tell(self, done: int, total: int) -> None:
        """One line that rewrites itself on a terminal, one line a person elsewhere."""
        ending = "\r" if self.stdout.isatty() and done < total else "\n"
        self.stdout.write(f"Alerts: {done}/{total} people", ending=ending)
        self.stdout.flush()

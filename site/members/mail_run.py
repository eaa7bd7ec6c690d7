"""A command that sends messages, one person after the other, and may be interrupted."""

import signal
from collections.abc import Callable
from types import FrameType
from typing import Any, Protocol

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from members.mail_server import MailServerAwayError


class Report(Protocol):
    """What a run did: how many messages are to be tried again, how many may not have left."""

    failed: int
    uncertain: int


class MailRun(BaseCommand):
    """Ctrl-C ends it after the current person. CommandError when the server is away or refuses."""

    counted = ""  # what is told of the progress: done, in all
    still_due = ""  # what becomes of it all while the mail server is away
    after_doubt = ""  # what is to be done about messages that may not have left
    # Sends what is due at `now`, tells its `progress`, ends when `stopped` says so, and takes what
    # `asked` adds. MailServerAwayError when the server cannot be reached.
    send: Callable[..., Report]
    stopping = False

    def asked(self, options: dict[str, Any]) -> dict[str, Any]:
        """What the options of this command mean to `send`."""
        return {}

    def summary(self, report: Any) -> str:
        """What a run did, in one line."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        before = {each: signal.signal(each, self.stop) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            report = self.send(
                now=timezone.now(),
                progress=self.tell if options["verbosity"] else lambda done, total: None,
                stopped=lambda: self.stopping,
                **self.asked(options),
            )
        except MailServerAwayError as error:
            raise CommandError(
                f"The mail server cannot be reached ({error}). Nothing is lost: {self.still_due}"
            ) from error
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
        if options["verbosity"]:
            self.stdout.write(self.summary(report))
        if report.uncertain:
            self.stderr.write(
                f"{report.uncertain} messages may not have left (see the log){self.after_doubt}"
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
        self.stdout.write(self.counted.format(done=done, total=total), ending=ending)
        self.stdout.flush()

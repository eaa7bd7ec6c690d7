"""`manage.py rebuild_search_index`: the whole index anew, with its progress."""

import os
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search.rebuilding import AlreadyRunning, alone, rebuild

NICER = 10  # https://pubs.opengroup.org/onlinepubs/9799919799/functions/nice.html
INTERRUPTED = 130  # what a shell says of a command that Ctrl+C ended


class Command(BaseCommand):
    help = "Builds the search index anew from all that is published; searches go on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--only",
            choices=["database", "server"],
            help=(
                "database: the embedded index; server: a new index of the search server, copied "
                "from the embedded one as it is. Both, where there is a server, without this."
            ),
        )

    def run_from_argv(self, argv: list[str]) -> None:
        """As a process of its own it gives way to those that answer visitors."""
        os.nice(NICER)
        super().run_from_argv(argv)

    def handle(self, *args: Any, **options: Any) -> None:
        only, self.quiet = options["only"], options["verbosity"] == 0
        if only == "server" and not settings.ELASTICSEARCH_URL:
            raise CommandError(_("There is no search server: ELASTICSEARCH_URL is empty."))
        try:
            with alone():
                if only != "server":
                    self.run(_("Search index: %(done)d/%(total)d pages and topics"), rebuild)
                if only != "database" and settings.ELASTICSEARCH_URL:
                    self.run(_("Search server: %(done)d/%(total)d documents"), rebuild_server)
        except AlreadyRunning:
            raise CommandError(
                _("The index is being rebuilt already: wait until that has ended.")
            ) from None
        except KeyboardInterrupt:
            raise CommandError(
                _("Interrupted: searches go on with what they had. Run the command again."),
                returncode=INTERRUPTED,
            ) from None

    def run(self, line: str, act: Callable[[Callable[[int, int], None]], int]) -> None:
        """Do it, telling its progress: a line that rewrites itself on a terminal."""
        started = time.monotonic()

        def tell(done: int, total: int) -> None:
            if not self.quiet:
                ending = "\r" if self.stdout.isatty() and done < total else "\n"
                self.stdout.write(line % {"done": done, "total": total}, ending=ending)
                self.stdout.flush()

        written = act(tell)
        if not self.quiet:
            self.stdout.write(f"{written} documents, {time.monotonic() - started:.1f} s")


def rebuild_server(progress: Callable[[int, int], None]) -> int:
    """A new index of the search server; CommandError in one line when it is away or unfit."""
    from search.engines.elasticsearch.client import client
    from search.engines.elasticsearch.rebuilding import rebuild as copy
    from search.engines.elasticsearch.server import FAILURES, check_server, in_words

    try:
        check_server(client())
        return copy(client(), progress=progress)
    except FAILURES as failure:
        raise CommandError(in_words(failure)) from failure

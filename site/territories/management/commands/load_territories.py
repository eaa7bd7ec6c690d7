"""Load regions, départements, EPCI and communes; safe to run again, keeps merged communes."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from territories import reference
from territories.loading import LoadingError, load


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--data",
            type=Path,
            default=reference.DATA_DIR,
            help="folder with the five tables of build_territories; default: the shipped ones",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.quiet = options["verbosity"] == 0
        started = time.monotonic()
        try:
            data = reference.read(options["data"])
            report = load(data, self.progress)
        except (OSError, ValueError, LoadingError) as error:
            raise CommandError(str(error)) from error
        self.say(
            _(
                "Territories: %(created)d new, %(changed)d changed, %(unchanged)d as before, "
                "%(retired)d that exist no more; %(seconds).1f s."
            )
            % {**report._asdict(), "seconds": time.monotonic() - started}
        )

    def progress(self, step: str) -> None:
        """One line a step, at once: the whole takes some seconds."""
        steps = {
            "regions": _("Regions…"),
            "departements": _("Départements…"),
            "epci": _("Intermunicipal bodies…"),
            "communes": _("Communes…"),
            "former": _("Merged communes…"),
            "keys": _("Lookup by name and code…"),
        }
        self.say(f"  {steps[step]}")

    def say(self, text: str) -> None:
        if not self.quiet:
            self.stdout.write(text)
            self.stdout.flush()

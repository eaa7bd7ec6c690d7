"""`manage.py generate_sheets`: thousands of made-up sheets, to try the site at scale."""

import argparse
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from home.generated import writing
from search.kinds import Kind
from search.models import CataloguePage


class Command(BaseCommand):
    help = (
        "Add made-up sheets over real communes, the same on every machine, marked as such. "
        "An interrupted run goes on where it stopped; --remove takes them all away."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--count", type=int, default=10_000, help="Sheets in all (10000).")
        parser.add_argument("--remove", action="store_true", help="Delete them.")

    def handle(self, *args: Any, **options: Any) -> None:
        start = time.monotonic()
        if options["remove"]:
            number = writing.remove(self.progress)
            self.stdout.write(f"{number} fiches fictives retirées.")
            return
        if options["count"] < 1:
            raise CommandError("--count is a number of sheets: at least 1.")
        catalogue = CataloguePage.objects.filter(
            kind=Kind.EXPERIENCE, locale=Locale.get_default()
        ).first()
        if catalogue is None:
            raise CommandError(
                "There is no catalogue of experiences: manage.py load_demonstration first."
            )
        try:
            number = writing.generate(options["count"], parent=catalogue, progress=self.progress)
        except ValueError as problem:
            raise CommandError(str(problem)) from problem
        seconds = time.monotonic() - start
        self.stdout.write(f"{number} fiches fictives ajoutées, {seconds:.0f} s.")

    def progress(self, done: int, total: int) -> None:
        self.stdout.write(f"Fiches fictives : {done}/{total}")

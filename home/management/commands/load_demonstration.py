"""`manage.py load_demonstration`: the content a new site starts with, and its accounts."""

import argparse
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.demonstration.accounts import create_accounts
from home.demonstration.covers import draw_first_pictures
from home.demonstration.discussions import load_discussions
from home.demonstration.loading import load
from home.demonstration.organisations import load_organisations
from home.demonstration.polls import load_polls
from home.demonstration.shared import load_shared_documents
from home.demonstration.terms import UnknownName
from territories.models import Territory

# What is told of each, and what brings it in and says how many there are.
WHAT_TOWNS_SAY = (
    ("Structures : {} communes.", load_organisations),
    ("Forum : {} questions.", load_discussions),
    ("Forum : {} sondages.", load_polls),
    ("Documents partagés : {} modèles.", load_shared_documents),
)


class Command(BaseCommand):
    help = (
        "Add what is missing of the demonstration content; existing pages and accounts are left "
        "as they are."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--without-covers", action="store_true", help="Draw no cover.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not Territory.objects.exists():
            raise CommandError("Load the territories first: manage.py load_territories")
        start = time.monotonic()
        try:
            report = load(say=self.stdout.write, covers=not options["without_covers"])
        except UnknownName as problem:
            raise CommandError(str(problem)) from problem
        if report.created and not options["without_covers"]:
            self.stdout.write("Images de l’accueil…")
            draw_first_pictures()
        for line in report.drafts:
            self.stdout.write(f"  Brouillon, {line}")
        for line in report.skipped:
            self.stdout.write(f"  Laissé de côté, {line}")
        seconds = time.monotonic() - start
        self.stdout.write(f"Contenu de démonstration : {report.created} pages, {seconds:.0f} s.")
        accounts = create_accounts()
        for function, email in accounts:
            self.stdout.write(f"  {function} : {email}")
        if accounts:
            self.stdout.write(f"  Mot de passe : {settings.DEMONSTRATION_PASSWORD}")
        for words, bring_in in WHAT_TOWNS_SAY:
            if made := bring_in():
                self.stdout.write(words.format(made))

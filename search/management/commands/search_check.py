"""`manage.py search_check`: the search server compared with the database, and repaired."""

from argparse import ArgumentParser
from collections import Counter
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

SOME = 500  # differences that are repaired together


class Command(BaseCommand):
    help = "Compares the search server with the database, document by document, and repairs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what differs.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ELASTICSEARCH_URL:
            raise CommandError(_("There is no search server: ELASTICSEARCH_URL is empty."))
        from search.engines.elasticsearch.server import FAILURES, in_words

        try:
            self.compare(options["dry_run"])
        except FAILURES as failure:
            raise CommandError(in_words(failure)) from failure

    def compare(self, dry_run: bool) -> None:
        """Print each difference; CommandError when some remain that only a rebuild ends."""
        from search.engines.elasticsearch.client import client
        from search.engines.elasticsearch.comparing import compare, repair
        from search.engines.elasticsearch.server import check_server
        from search.engines.elasticsearch.standing import locales

        check_server(client())
        found: Counter[str] = Counter()
        stuck = 0
        for locale in locales():
            differing = compare(client(), locale)
            while some := list(islice(differing, SOME)):
                for each in some:
                    found[each.difference] += 1
                    self.stdout.write(
                        f"{locale} {each.key}: {each.difference} "
                        f"(database {each.version}, server {each.held})"
                    )
                if not dry_run:
                    stuck += len(repair(locale, some))
        if not found:
            self.stdout.write(_("The search server holds what the database holds."))
            return
        self.stdout.write(", ".join(f"{number} {name}" for name, number in found.items()))
        if stuck:
            raise CommandError(
                _(
                    "The server holds newer states than this database will reach (a restored "
                    "backup?): run manage.py rebuild_search_index."
                )
            )
        if not dry_run:
            self.stdout.write(_("Due again: the worker sends them."))

"""`manage.py rebuild_search_index`: the whole index anew, with its progress."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from search.rebuilding import rebuild


class Command(BaseCommand):
    help = "Builds the search index anew from the pages; searches go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        start = time.monotonic()
        written = rebuild(self.tell if options["verbosity"] else lambda done, total: None)
        if options["verbosity"]:
            seconds = time.monotonic() - start
            self.stdout.write(f"{written} documents, {seconds:.1f} s")

    def tell(self, done: int, total: int) -> None:
        """One line that rewrites itself on a terminal, one line a step elsewhere."""
        ending = "\r" if self.stdout.isatty() and done < total else "\n"
        self.stdout.write(f"Search index: {done}/{total} pages", ending=ending)
        self.stdout.flush()

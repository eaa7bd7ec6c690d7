"""`manage.py index_dated`: what opened or ended is found as what it is today."""

from typing import Any

from django.core.management.base import BaseCommand

from search.dated import index_dated


class Command(BaseCommand):
    help = "Index anew the aids and events that opened or ended since they were indexed."

    def handle(self, *args: Any, **options: Any) -> None:
        done = index_dated()
        if options["verbosity"]:
            self.stdout.write(f"{done} pages indexed anew")

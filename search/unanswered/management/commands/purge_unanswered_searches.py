"""`manage.py purge_unanswered_searches`: what was sought in vain is kept 13 months at most."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from search.unanswered.keeping import MONTHS_KEPT, purge


class Command(BaseCommand):
    help = f"Delete what was sought in vain more than {MONTHS_KEPT} months ago."

    def handle(self, *args: Any, **options: Any) -> None:
        deleted = purge(timezone.localdate())
        if options["verbosity"]:
            self.stdout.write(f"{deleted} searches deleted")

"""`manage.py delete_old_diagnoses`: answers without an account are not kept for ever."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from experiences.diagnostic.retention import FINISHED_MONTHS, UNFINISHED_MONTHS, delete_outdated


class Command(BaseCommand):
    help = (
        "Delete the self-diagnoses without an account that nobody has changed for "
        f"{UNFINISHED_MONTHS} months (unfinished) or {FINISHED_MONTHS} months (finished). To be "
        "run every night."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        deleted = delete_outdated(now=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"{deleted} self-diagnoses deleted")

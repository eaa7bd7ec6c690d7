"""Lists uploaded files without rows, rows without files, and share cards of pages that changed."""

from argparse import ArgumentParser
from typing import Any

from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError

from media.orphans import mismatches


class Command(BaseCommand):
    help = "Compare stored images and documents with the database; nothing changes by default."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--delete-orphans",
            action="store_true",
            help="Delete the files (over one hour old) that no row refers to, no page has as card.",
        )

    def handle(self, *args: Any, delete_orphans: bool, **options: Any) -> None:
        """Prints one line a finding; CommandError (status 1) when something is left to mend."""
        orphans = missing = 0
        for found in mismatches():
            for name in found.orphans:
                if delete_orphans:
                    storages[found.storage].delete(name)
                self.stdout.write(f"{'deleted' if delete_orphans else 'orphan'}\t{name}")
            for name in found.missing:
                self.stdout.write(f"missing\t{name}")
            orphans += len(found.orphans)
            missing += len(found.missing)
        if missing:
            raise CommandError(
                f"{missing} rows have lost their file: restore it from a backup, or replace it in "
                "the administration."
            )
        if orphans and not delete_orphans:
            raise CommandError(f"{orphans} files without row: delete them with --delete-orphans.")
        self.stdout.write("Files and rows agree.")

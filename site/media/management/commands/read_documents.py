"""`manage.py read_documents`: what came in while nobody read, or everything anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F

from media.models import PublicDocument
from media.reading import read_document


class Command(BaseCommand):
    help = (
        "Read the text of documents (PDF, ODT, DOCX) for the search: those not read yet, or all of "
        "them. It can be interrupted at any time, and goes on where it was."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="All documents, those whose reading is the oldest first.",
        )

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        """CommandError (status 1) when it is interrupted; documents with a problem are no error."""
        documents = PublicDocument.objects.legible() if again else PublicDocument.objects.unread()
        oldest = F("reading__read_at").asc(nulls_first=True)
        keys = list(documents.order_by(oldest, "pk").values_list("pk", flat=True))
        done = problems = 0
        try:
            for done, key in enumerate(keys, start=1):
                document = PublicDocument.objects.filter(pk=key).first()
                reading = read_document(document=document) if document else None
                if document and reading and reading.problem:
                    problems += 1
                    reason = reading.get_problem_display()
                    self.stderr.write(f"{document.title} ({document.filename}): {reason}")
                if options["verbosity"]:
                    self.tell(done, len(keys))
        except KeyboardInterrupt:
            raise CommandError(
                f"Interrupted after {max(done - 1, 0)} of {len(keys)} documents. Run the same "
                "command to go on."
            ) from None
        self.stdout.write(f"{len(keys)} documents read, {problems} without text.")

    def tell(self, done: int, total: int) -> None:
        """One line that rewrites itself on a terminal, one line a hundred elsewhere."""
        if self.stdout.isatty():
            self.stdout.write(f"Documents: {done}/{total}", ending="\r" if done < total else "\n")
            self.stdout.flush()
        elif done % 100 == 0:
            self.stdout.write(f"Documents: {done}/{total}")

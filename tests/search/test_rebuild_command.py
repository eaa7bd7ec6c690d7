"""`manage.py rebuild_search_index`: what an operator sees of it."""

import io
import re

import pytest
from django.core.management import call_command

from search.models import Document
from tests.factories.experiences import SheetFactory

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed_by(out: io.StringIO, **options: int) -> str:
    call_command("rebuild_search_index", stdout=out, **options)
    return out.getvalue()


def test_a_lost_index_is_whole_again_and_the_progress_is_told() -> None:
    SheetFactory.create_batch(2)
    written = Document.objects.count()
    Document.objects.all().delete()

    printed = printed_by(io.StringIO())

    assert Document.objects.count() == written >= 2
    assert "Index de recherche : 0/" in printed
    assert re.search(rf"^{written} documents, \d+\.\d s$", printed, re.MULTILINE)


def test_on_a_terminal_the_progress_is_one_line() -> None:
    SheetFactory()

    progress, _, summary = printed_by(Terminal()).partition("\n")

    assert re.fullmatch(
        r"Index de recherche : 0/(\d+) pages et sujets\r"
        r"Index de recherche : \1/\1 pages et sujets",
        progress,
    )
    assert "documents" in summary


def test_a_silent_rebuild_prints_nothing() -> None:
    SheetFactory()

    assert printed_by(io.StringIO(), verbosity=0) == ""

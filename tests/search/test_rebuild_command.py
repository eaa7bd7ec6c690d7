"""`manage.py rebuild_search_index`: what an operator sees of it."""

import io
import os
import re

import pytest
from django.core.management import BaseCommand, call_command

from search.management.commands.rebuild_search_index import Command
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


def test_as_a_process_of_its_own_it_gives_way_to_visitors(monkeypatch) -> None:
    did: list[object] = []
    monkeypatch.setattr(os, "nice", did.append)
    monkeypatch.setattr(BaseCommand, "run_from_argv", lambda _command, argv: did.append(argv))
    argv = ["manage.py", "rebuild_search_index"]
    Command().run_from_argv(argv)
    assert did == [10, argv]
    call_command("rebuild_search_index", verbosity=0)  # by the process that serves
    assert did == [10, argv]

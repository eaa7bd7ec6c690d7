"""`make run`: a busy port is said in one line, and what is there is never touched."""

import io
import shutil
import socket
import sqlite3
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from config.management.commands import serve as serve_module
from home.demonstration.reading import key_of
from search.models import Document
from tests.demonstration import demonstration_template, serve
from tests.factories import experiences as make


def test_busy_port_is_one_line_that_names_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError) as refused:
            call_command("serve", port=port)
    assert f"port {port}" in str(refused.value)
    assert "make run PORT=" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that `serve` calls, which then do nothing."""
    names: list[str] = []
    monkeypatch.setattr(serve_module, "call_command", lambda name, *_, **__: names.append(name))
    monkeypatch.setattr(serve_module.Command, "refuse_busy_port", lambda self, port: None)
    monkeypatch.delenv("RUN_MAIN", raising=False)
    return names


def served(**options: int | bool) -> str:
    """What `manage.py serve` prints."""
    out = io.StringIO()
    call_command("serve", stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_an_empty_site_is_filled_then_served(called: list[str]) -> None:
    printed = served(port=8123)

    assert called == ["load_territories", "load_demonstration", "runserver"]
    assert "Territoires de France : prêt en 0 s" in printed
    for address in ("/", "/recherche/", "/gestion/"):
        assert f"http://127.0.0.1:8123{address}\n" in printed


@pytest.mark.django_db
def test_a_pending_migration_is_applied_first(called: list[str]) -> None:
    MigrationRecorder(connection).record_unapplied("taxonomy", "0001_initial")

    served(prepare_only=True)

    assert called[0] == "migrate"


@pytest.mark.django_db
def test_a_lost_index_is_built_again_and_nothing_else(called: list[str]) -> None:
    make.SheetFactory()
    Document.objects.all().delete()

    printed = served(prepare_only=True)

    assert called == ["rebuild_search_index"]
    assert printed.startswith("Index de recherche…")


@pytest.mark.django_db
def test_a_demonstration_that_is_older_than_a_catalogue_gets_it(called: list[str]) -> None:
    home = make.home()
    make.commune()
    served(prepare_only=True)
    assert called == []  # a home page of somebody's own

    home.translation_key = key_of("home")
    home.save()
    served(prepare_only=True)

    assert called == ["load_demonstration"]


@pytest.mark.django_db
def test_a_site_that_lacks_nothing_is_served_at_once(called: list[str]) -> None:
    make.SheetFactory()

    assert "prêt en" not in served()
    assert called == ["runserver"]


@pytest.mark.django_db
def test_the_restart_at_a_change_of_the_code_only_serves(
    called: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUN_MAIN", "true")

    assert served() == ""
    assert called == ["runserver"]


@pytest.mark.django_db
def test_accounts_are_told_only_where_there_is_a_demonstration_password(called: list[str]) -> None:
    printed = served()
    assert "mot de passe : terrain-commun" in printed
    assert "Modération      moderation@example.org" in printed

    with override_settings(DEMONSTRATION_PASSWORD=""):
        assert "@example.org" not in served()


def rows(database: Path) -> dict[str, int]:
    """The number of rows of each table."""
    with sqlite3.connect(database) as connection:
        tables = [
            name
            for (name,) in connection.execute("select name from sqlite_master where type = 'table'")
        ]
        return {
            name: connection.execute(f'select count(*) from "{name}"').fetchone()[0]  # noqa: S608
            for name in tables
        }


@pytest.mark.sqlite
def test_second_run_adds_and_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(demonstration_template(), folder)
    with sqlite3.connect(folder / "db.sqlite3") as connection:
        connection.execute(
            "update wagtailcore_page set title = 'Changé par la rédaction' where depth = 4"
        )
    before = rows(folder / "db.sqlite3")
    printed = serve("--prepare-only", folder=folder)
    assert printed == ""
    assert rows(folder / "db.sqlite3") == before
    with sqlite3.connect(folder / "db.sqlite3") as connection:
        titles = {
            t for (t,) in connection.execute("select title from wagtailcore_page where depth = 4")
        }
    assert titles == {"Changé par la rédaction"}

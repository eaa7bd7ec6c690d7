"""`make run`: a busy port is said in one line, and what is there is never touched."""

import shutil
import socket
import sqlite3
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.demonstration import demonstration_template, serve


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

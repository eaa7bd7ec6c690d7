"""The demonstration content for tests that only read it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from tests.demonstration import demonstration_template
from tests.other_database import use_database


@pytest.fixture(scope="module")
def demonstration(
    django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The database is that of `make run`, until the end of the module: a copy, for reading.

    A SQLite file: tests that take it are marked so.
    """
    folder: Path = tmp_path_factory.mktemp("demonstration")
    shutil.copy(demonstration_template() / "db.sqlite3", folder)
    before = connections["default"].settings_dict["NAME"]
    use_database(str(folder / "db.sqlite3"))
    with django_db_blocker.unblock():
        yield
        use_database(before)

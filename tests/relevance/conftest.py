"""The demonstration content for tests that only read it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connections

from taxonomy.labels import forget_labels
from territories.names import forget_names
from tests.demonstration import demonstration_template


@pytest.fixture(scope="module")
def demonstration(
    django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The database is that of `make run`, until the end of the module: a copy, for reading.

    A SQLite file: tests that take it are marked so.
    """
    folder: Path = tmp_path_factory.mktemp("demonstration")
    shutil.copy(demonstration_template() / "db.sqlite3", folder)
    connection = connections["default"]
    before = connection.settings_dict["NAME"]

    def use(name: str) -> None:
        """Take another database file, and forget what was read from the one before."""
        connection.close()
        connection.settings_dict["NAME"] = name
        cache.clear()
        forget_labels()
        forget_names()
        ContentType.objects.clear_cache()

    use(str(folder / "db.sqlite3"))
    with django_db_blocker.unblock():
        yield
        use(before)

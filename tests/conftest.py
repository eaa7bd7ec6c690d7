"""Fixtures for every test: one migrated database, copied for each worker."""

import gc
import math
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.utils import translation

from search.synonyms import forget_synonyms
from taxonomy.labels import forget_labels
from territories.names import forget_names
from tests.elasticsearch.fixtures import (  # noqa: F401  (for every test)
    elasticsearch_prefix,
    elasticsearch_url,
    pytest_unconfigure,
)
from tests.migrated import migrated_template
from tests.needs import (  # noqa: F401  (for every test)
    on_postgresql,
    pytest_make_collect_report,
    pytest_runtest_makereport,
    pytest_runtest_setup,
)
from tests.strict_templates import undefined_variables_fail  # noqa: F401  (for every test)

ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what lives as long as the tests: apps, modules, tests.

    It went through all of it again and again: a tenth of the time of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


# PostgreSQL: pytest-django's own fixture, and a migrated template1 (tests/postgresql.sh).
# SQLite: a copy of the migrated template.
if not on_postgresql():

    @pytest.fixture(scope="session")
    def django_db_setup(request: pytest.FixtureRequest, django_db_blocker) -> Iterator[None]:
        worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
        copy = ROOT / "var" / f"test-{worker}-{os.getpid()}.sqlite3"
        shutil.copy(migrated_template(), copy)
        connection = connections["default"]
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = str(copy)
        yield
        with django_db_blocker.unblock():
            connection.close()
        for path in copy.parent.glob(f"{copy.name}*"):
            path.unlink()


@pytest.fixture(autouse=True)
def no_label_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of terms and territories, and synonyms, are kept by the process: no rollback tells it.

    Within a test they are kept for good: a slow machine is not to count more queries.
    """
    monkeypatch.setattr("taxonomy.labels.KEPT_FOR", math.inf)
    monkeypatch.setattr("territories.names.KEPT_FOR", math.inf)
    monkeypatch.setattr("search.synonyms.KEPT_FOR", math.inf)
    forget_labels()
    forget_names()
    forget_synonyms()


@pytest.fixture(autouse=True)
def no_cache_of_another_test() -> None:
    """Addresses of sites and renditions of images are cached by keys that return in each test."""
    cache.clear()


@pytest.fixture(autouse=True)
def no_language_of_another_test() -> None:
    """A request for /en/ leaves English active in the thread of the tests."""
    translation.activate(settings.LANGUAGE_CODE)

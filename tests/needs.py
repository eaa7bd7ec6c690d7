"""What some tests need: without it they are skipped, and in CI a skipped test is a failure."""

import os
import shutil
from collections.abc import Iterator
from functools import cache

import pytest

from tests.elasticsearch.node import java
from tests.validity import checker


def on_postgresql() -> bool:
    """Whether this run has a PostgreSQL database; else it makes SQLite files of its own."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


@cache
def on_elasticsearch() -> bool:
    """Whether the address of a server is given, or this machine can run one."""
    return bool(os.environ.get("ELASTICSEARCH_TEST_URL")) or java.missing() is None


# Marker → whether this machine and this run have it, and what to do about it.
NEEDS = {
    "browser": (lambda: shutil.which("chromium"), "Chromium: apt-get install chromium"),
    "elasticsearch": (
        on_elasticsearch,
        "a JDK 21 or newer and Maven, or ELASTICSEARCH_TEST_URL: make test-elasticsearch",
    ),
    "postgresql": (on_postgresql, "a PostgreSQL server: make test-postgresql"),
    "sqlite": (lambda: not on_postgresql(), "SQLite: make test"),
    "validity": (lambda: checker.missing() is None, "a JDK 21 or newer and npm"),
}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a marked test before its fixtures start, saying how to have what it needs."""
    for marker, (is_there, remedy) in NEEDS.items():
        if item.get_closest_marker(marker) and not is_there():
            pytest.skip(f"needs {remedy}")


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """In CI, make of a skip a failure; an expected failure stays one."""
    if os.environ.get("CI") != "true" or not report.skipped or hasattr(report, "wasxfail"):
        return
    path, line, reason = report.longrepr
    report.outcome = "failed"
    report.longrepr = f"{path}:{line}: {reason}\nIn CI no test may be skipped."


# First: around pytest's own, so that what it makes of the report is seen.
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    refuse_skip(report)
    return report

"""Transactions at the same time, each on a connection of its own, in a database of their own."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction


@pytest.fixture
def database_of_its_own(django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test commits goes into a database that is dropped: no other test ever sees it."""
    monkeypatch.setitem(connection.settings_dict["TEST"], "NAME", f"test_commits_{os.getpid()}")
    shared = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        yield
        connection.creation.destroy_test_db(shared, verbosity=0)
    ContentType.objects.clear_cache()  # kept in the process, with the keys of that database


def begin(act: Callable[..., Any], *arguments: Any) -> Future[Any]:
    """Do `act` in another transaction until it is committed, or waits for the one of the caller.

    Its result, or what it raised, is that of the future once the caller has committed.
    """

    def run() -> Any:
        try:
            with transaction.atomic():
                return act(*arguments)
        finally:
            connection.close()

    executor = ThreadPoolExecutor(1)
    begun = executor.submit(run)
    executor.shutdown(wait=False)
    while not begun.done() and not somebody_waits():
        pass
    return begun


def somebody_waits() -> bool:
    """Whether another transaction waits for this one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted"
            " AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return bool(cursor.fetchone()[0])

"""Builds the whole index anew from what is written, while searches go on."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from search.indexing import BATCH, index, remove_documents
from search.models import Document, Spelling
from search.origins import ORIGINS

LOCK = 0x5EA4C4  # the advisory lock's number, of this database alone


class AlreadyRunning(Exception):
    """Another process makes the index anew."""


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else rebuilds meanwhile, on any machine; AlreadyRunning when someone does.

    The lock ends with the process that holds it, however that ends: an advisory lock of the
    session on PostgreSQL, a lock on a file beside the database on SQLite.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                raise AlreadyRunning
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        return
    with Path(f"{connection.settings_dict['NAME']}-rebuild.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning from None
        yield


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Write every document again, drop what is left over; returns how many there are.

    A batch is a transaction: searches see each document as it was or as it is, editors never
    wait long, memory is that of a batch, and an interrupted run leaves a usable index.
    `progress` is told (rows done, in all). Spellings are learnt anew on the way.
    """
    Spelling.objects.all().delete()
    total, done = sum(origin.rows().count() for origin in ORIGINS.values()), 0
    progress(done, total)
    for name, origin in ORIGINS.items():
        rows, last = origin.rows().order_by("pk"), 0
        while batch := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
            index(**{name: batch})
            last, done = batch[-1], done + len(batch)
            progress(min(done, total), total)
    for name, origin in ORIGINS.items():
        mine = Document.objects.exclude(**{name: None})
        remove_documents(mine.exclude(**{f"{name}__in": origin.public().values("pk")}))
    return Document.objects.count()

"""What takes long to load, loaded once for the tests of a module."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def loaded_once(django_db_blocker) -> Iterator[None]:
    """For a fixture of a module: what is written inside stays until its last test, then goes.

    Each test still undoes what it does itself. A test of that module that does not ask for the
    fixture may run before it or after: it must not mind.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)

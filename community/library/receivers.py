"""A deleted version takes its file along, once the deletion is sure."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete

from community.library.models import Version


def version_deleted(instance: Version, **_: Any) -> None:
    """Also with the document to which it belongs."""
    storage, name = instance.file.storage, str(instance.file.name)
    # Not a partial: Django tells of one that fails by its name, and a partial has none.
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def connect() -> None:
    """Listen; called once, when the app is ready."""
    post_delete.connect(version_deleted, sender=Version, dispatch_uid="library-version-deleted")

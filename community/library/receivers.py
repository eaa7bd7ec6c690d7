"""A deleted version takes its file along, once the deletion is sure."""

from typing import Any

from django.db.models.signals import post_delete

from community.library.models import Version
from media.fields import drop


def version_deleted(instance: Version, **_: Any) -> None:
    """Also with the document to which it belongs."""
    if instance.file:
        drop(instance.file)


def connect() -> None:
    """Listen; called once, when the app is ready."""
    post_delete.connect(version_deleted, sender=Version, dispatch_uid="library-version-deleted")

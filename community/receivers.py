"""A deleted attachment takes its file along, once the deletion is sure."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete

from community.forum_conversation.forum_attachments.models import Attachment


def attachment_deleted(instance: Attachment, **_: Any) -> None:
    """Also of a topic or post that is deleted with what belongs to it."""
    storage, name = instance.file.storage, str(instance.file.name)
    # Not a partial: Django tells of one that fails by its name, and a partial has none.
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def connect() -> None:
    """Listen; called once, when the app is ready."""
    post_delete.connect(
        attachment_deleted, sender=Attachment, dispatch_uid="community-attachment-deleted"
    )

"""A deleted attachment takes its file along, once the deletion is sure."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete

from community.forum_conversation.forum_attachments.models import Attachment


def attachment_deleted(instance: Attachment, **_: Any) -> None:
    """Also of a topic or post that is deleted with what belongs to it."""
    remove = partial(instance.file.storage.delete, str(instance.file.name))
    transaction.on_commit(remove, robust=True)


def connect() -> None:
    """Listen; called once, when the app is ready."""
    post_delete.connect(
        attachment_deleted, sender=Attachment, dispatch_uid="community-attachment-deleted"
    )

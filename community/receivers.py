"""A deleted attachment takes its file along, once the deletion is sure."""

from typing import Any

from django.db.models.signals import post_delete

from community.forum_conversation.forum_attachments.models import Attachment
from media.fields import drop


def attachment_deleted(instance: Attachment, **_: Any) -> None:
    """Also of a topic or post that is deleted with what belongs to it."""
    drop(instance.file)


def connect() -> None:
    """Listen; called once, when the app is ready."""
    post_delete.connect(
        attachment_deleted, sender=Attachment, dispatch_uid="community-attachment-deleted"
    )

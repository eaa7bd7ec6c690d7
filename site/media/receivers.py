"""Documents are read when they come in: after the transaction that keeps them, never in it."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from media.models import PublicDocument
from media.reading import read_if_new


def document_saved(instance: PublicDocument, raw: bool = False, **_: Any) -> None:
    """Should reading fail, the document is kept; `manage.py read_documents` reads it later."""
    if not raw:
        # Not a partial: Django tells of one that fails by its name, and a partial has none.
        transaction.on_commit(lambda: read_if_new(document_id=instance.pk), robust=True)


def connect() -> None:
    """Listen; called once, when the app is ready."""
    post_save.connect(document_saved, sender=PublicDocument, dispatch_uid="media-document-saved")

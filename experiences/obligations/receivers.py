"""A deleted proof takes its file along, once the deletion is sure."""

from typing import Any

from django.db.models.signals import post_delete

from experiences.obligations.models import Proof
from media.fields import drop


def proof_deleted(instance: Proof, **_: Any) -> None:
    """Also with its record and the organisation to which that belongs."""
    if instance.file:
        drop(instance.file)


def connect() -> None:
    """Listen; called once, when the app is ready."""
    post_delete.connect(proof_deleted, sender=Proof, dispatch_uid="obligations-proof-deleted")

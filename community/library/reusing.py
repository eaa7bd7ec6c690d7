"""Telling that one used a document again: worth more to its author than any count of downloads."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.library.models import Reuse, SharedDocument
from community.library.rights import is_author
from community.library.signals import documents_changed
from members.models import User
from members.organisations.models import Organisation


def may_tell(person: User, document: SharedDocument) -> bool:
    """Whether the person may say so: of a published document of somebody else."""
    return document.is_published and not is_author(person, document)


@transaction.atomic
def tell_reuse(
    *, by: User, document: SharedDocument, purpose: str, organisation: Organisation | None = None
) -> None:
    """Keep that a member used it again, and what for; said twice, the later words count.

    PermissionDenied for who may not.
    """
    if not may_tell(by, document):
        raise PermissionDenied
    Reuse.objects.update_or_create(
        document=document,
        member=by,
        defaults={"purpose": " ".join(purpose.split()), "organisation": organisation},
    )
    documents_changed.send(sender=Reuse, documents=[document.pk])

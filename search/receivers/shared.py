"""From a change of the library to the documents of what towns share."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save

from community.library.models import SharedDocument, Version
from community.library.signals import documents_changed
from search.indexing import index
from search.receivers.listening import began_with, listen


def shared_saved(instance: SharedDocument, raw: bool = False, **_: Any) -> None:
    if not raw:
        index(shared=[instance.pk])


def version_saved(instance: Version, raw: bool = False, **_: Any) -> None:
    """Shown, or read."""
    if not raw:
        index(shared=[instance.document_id])


def version_deleted(instance: Version, origin: Any = None, **_: Any) -> None:
    """By itself; where its document is deleted, that goes with it."""
    if began_with(origin) is Version:
        index(shared=[instance.document_id])


def terms_changed(instance: Any, action: str, reverse: bool = False, **_: Any) -> None:
    """Themes or pillars of a document."""
    if not reverse and action.startswith("post_"):
        index(shared=[instance.pk])


def documents_written(documents: Iterable[int], **_: Any) -> None:
    """Many at a time."""
    index(shared=documents)


def connect() -> None:
    """Listen; called once, when the app is ready."""
    documents_changed.connect(documents_written, dispatch_uid="search-shared-documents")
    listen(
        [
            (post_save, shared_saved, SharedDocument),
            (post_save, version_saved, Version),
            (post_delete, version_deleted, Version),
            (m2m_changed, terms_changed, SharedDocument.themes.through),
            (m2m_changed, terms_changed, SharedDocument.pillars.through),
        ]
    )

"""From a change of documents, and of who may have them, to the pages that offer them."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Collection, CollectionViewRestriction

from media.models import PublicDocument, Reading
from search.documents.attachments import pages_offering
from search.indexing import index
from search.receivers.listening import listen


def document_changed(instance: PublicDocument | Reading, **_: Any) -> None:
    """Replaced, renamed, put into another collection, or read."""
    index(page=pages_offering([instance.pk]))


def remember_offers(instance: PublicDocument, **_: Any) -> None:
    """Before a document is deleted: which pages offered it."""
    instance._searched_offers = pages_offering([instance.pk])


def document_deleted(instance: PublicDocument, **_: Any) -> None:
    index(page=instance.__dict__.pop("_searched_offers", ()))


def restriction_changed(instance: CollectionViewRestriction, **_: Any) -> None:
    """A collection made private, or open to all again."""
    index_collection(instance.collection)


def collection_saved(instance: Collection, created: bool = False, **_: Any) -> None:
    """Perhaps about to move under a private one: Wagtail saves, then moves without a signal."""
    if not created:
        transaction.on_commit(lambda: index_collection(instance))


def index_collection(collection: Collection) -> None:
    """Index again what offers documents of `collection`, or of one below it."""
    path = Collection.objects.filter(pk=collection.pk).values_list("path", flat=True).first()
    if path:
        documents = PublicDocument.objects.filter(collection__path__startswith=path)
        index(page=pages_offering(documents.values_list("pk", flat=True)))


def connect() -> None:
    """Listen; called once, when the app is ready."""
    listen(
        [
            (post_save, document_changed, PublicDocument),
            (post_save, document_changed, Reading),
            (pre_delete, remember_offers, PublicDocument),
            (post_delete, document_deleted, PublicDocument),
            (post_save, restriction_changed, CollectionViewRestriction),
            (post_delete, restriction_changed, CollectionViewRestriction),
            (post_save, collection_saved, Collection),
        ]
    )

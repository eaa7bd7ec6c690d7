"""What the public may see: the one rule for every index, list and suggestion."""

from typing import Any

from django.db import connection
from wagtail.models import Page

from community.forum_conversation.models import Topic
from community.forum_conversation.querysets import TopicQuerySet
from community.library.models import SharedDocument
from community.library.querysets import SharedDocumentQuerySet
from community.permissions import public_access
from experiences.obligations.models import Obligation
from experiences.obligations.models.obligation import ObligationQuerySet
from search.documents import DOCUMENTS

# Of the lock below: any number that nobody else locks.
AUDIENCE = 7_365_656_542


def hold_audience(*, changes: bool) -> None:
    """Until the transaction ends, who may see pages stays as it is; or changes, with no reader.

    A page that is written to the index and a restriction on what contains it (a topic, and
    what may be read of its category), in two
    transactions at a time, would each miss the other, and the page would stay to be found. The
    second waits here for the first. SQLite has one writer at a time: nothing to do.
    """
    if connection.vendor == "postgresql":
        lock = "pg_advisory_xact_lock" if changes else "pg_advisory_xact_lock_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lock}(%s)", [AUDIENCE])


def public_pages() -> Any:
    """The pages that become documents (a PageQuerySet): live, open to all, of a searched type.

    Without aliases: those of another locale show text that nobody translated yet, those of the
    same locale would show one text twice. Expiry is filtered when a search is made.
    """
    return (
        Page.objects.live()
        .public()
        .filter(alias_of=None)
        .filter(content_type_id__in=searched_types())
    )


def public_topics() -> TopicQuerySet:
    """The topics that become documents: approved, in categories that anybody may read."""
    topics: TopicQuerySet = Topic.objects.public(public_access())
    return topics


def public_shared() -> SharedDocumentQuerySet:
    """The shared documents that become documents: published, and not for members alone."""
    documents: SharedDocumentQuerySet = SharedDocument.objects.public()
    return documents


def public_obligations() -> ObligationQuerySet:
    """The obligations that become documents: live, as is the original of a translation.

    Expiry is filtered when a search is made.
    """
    originals = Obligation.objects.originals().filter(live=True)
    found: ObligationQuerySet = Obligation.objects.filter(
        live=True, translation_key__in=originals.values("translation_key")
    )
    return found


def searched_types() -> dict[int, str]:
    """Content type → label of each searched page type; content types are kept by Django."""
    from django.contrib.contenttypes.models import ContentType

    models = [document.model for document in DOCUMENTS.values()]
    found = ContentType.objects.get_for_models(*models)
    return {content_type.pk: model._meta.label for model, content_type in found.items()}

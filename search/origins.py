"""What documents are made of: pages, topics, shared documents, obligations."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from community.forum_conversation.models import Topic
from community.library.models import SharedDocument
from experiences.obligations.models import Obligation
from search import bearing
from search.documents import DOCUMENTS, ObligationRecords, Record, SharedRecords, TopicDocument
from search.visibility import (
    public_obligations,
    public_pages,
    public_shared,
    public_topics,
    searched_types,
)
from taxonomy.models import Term


@dataclass(frozen=True)
class Origin:
    """Rows of one kind that documents are made of, a document each."""

    rows: Callable[[], QuerySet[Any]]  # that may have a document, seen by the public or not
    public: Callable[[], QuerySet[Any]]  # of them, those that have one
    records: Callable[[QuerySet[Any]], list[Record]]  # the documents of some of `public`
    bearing: Callable[[Term], list[int]]  # keys of those whose documents a term's words are in


def _pages() -> QuerySet[Any]:
    rows: QuerySet[Any] = Page.objects.filter(content_type_id__in=searched_types())
    return rows


def _page_records(public: QuerySet[Any]) -> list[Record]:
    types = searched_types()
    by_type: dict[str, list[int]] = defaultdict(list)
    for page_id, content_type_id in public.values_list("pk", "content_type_id"):
        by_type[types[content_type_id]].append(page_id)
    return [record for label, ids in by_type.items() for record in DOCUMENTS[label]().records(ids)]


def _topic_records(public: QuerySet[Any]) -> list[Record]:
    return TopicDocument().records(public.select_related("forum__theme"))


def _shared_records(public: QuerySet[Any]) -> list[Record]:
    return SharedRecords().records(public)


def _obligation_records(public: QuerySet[Any]) -> list[Record]:
    return ObligationRecords().records(public)


# By the field of `Document` that refers to it. A new one also has a column there, and its range
# of `Document.key`.
ORIGINS: dict[str, Origin] = {
    "page": Origin(_pages, public_pages, _page_records, bearing.pages),
    "topic": Origin(Topic.objects.all, public_topics, _topic_records, bearing.topics),
    "shared": Origin(SharedDocument.objects.all, public_shared, _shared_records, bearing.shared),
    "obligation": Origin(
        Obligation.objects.all, public_obligations, _obligation_records, bearing.obligations
    ),
}

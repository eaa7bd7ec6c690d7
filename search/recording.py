"""What is due for the search server, recorded in the transaction of the change itself.

For one document, versions rise in the order in which its states become visible. The row of the
document is what transactions queue for: each writes or locks it before it is given the key of
its change, which is the version, and holds it until it ends. So whoever comes second is given
the higher key. On SQLite there is one writer at a time, and keys never come back.
"""

from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import connection
from django.db.models import DateTimeField, OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

from search.models import Change, Document

STATEMENT = 10_000  # documents that one statement may name


def is_recorded() -> bool:
    """Whether there is a search server for which changes are due."""
    return bool(settings.ELASTICSEARCH_URL)


def lock(documents: QuerySet[Document]) -> list[int]:
    """The keys of `documents`, whose rows nobody else changes until the transaction ends."""
    rows = documents.select_for_update(of=("self",)).order_by("pk").only("pk")
    return [document.pk for document in rows]


def record_changes(document_ids: Collection[int]) -> None:
    """Record that these documents are new or changed; their rows are written or locked.

    At most `STATEMENT` documents. Without a search server nothing is due, and the version 0 tells
    later that no server knows this state.
    """
    if not document_ids:
        return
    documents = Document.objects.filter(pk__in=document_ids)
    if not is_recorded():
        documents.exclude(version=0).update(version=0)
        return
    _append(documents)
    newest = Change.objects.filter(key=OuterRef("key"), locale=OuterRef("locale"))
    documents.update(version=Subquery(newest.order_by("-pk").values("pk")[:1]))


def record_removals(document_ids: Collection[int]) -> None:
    """Record that these documents, whose rows are locked, go; at most `STATEMENT` of them."""
    if is_recorded():
        _append(Document.objects.filter(pk__in=document_ids))


def record_gone(keys: Iterable[tuple[int, str]]) -> None:
    """Record that the index of a language no more has a document: its key, and the language."""
    if is_recorded():
        Change.objects.bulk_create(Change(key=key, locale=locale) for key, locale in keys)


def _append(documents: QuerySet[Document]) -> None:
    """A change for each of the documents: one statement, however many there are."""
    now = Value(timezone.now(), output_field=DateTimeField())
    rows = documents.annotate(now=now).values_list("key", "locale", "now")
    select, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO search_change (key, locale, created_at) {select}", parameters)

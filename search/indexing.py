"""Brings the index in line with what is written: in the caller's transaction, by batches."""

from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import QuerySet

from search.models import Document, DocumentText, Place, TitleKey
from search.origins import ORIGINS
from search.recording import STATEMENT, lock, record_removals
from search.visibility import hold_audience
from search.writing import write

BATCH = 200  # documents


def index(**ids: Iterable[int]) -> int:
    """Write the documents of the public rows among `ids`, remove those of the others.

    `ids`: keys of what documents are made of, by its name in `ORIGINS`: `index(page=[5])`.
    Returns how many documents were written. Bounded memory, whatever the number of rows.
    """
    return sum(_index(name, batch) for name, keys in ids.items() for batch in batches(keys))


def index_anew(**ids: Iterable[int]) -> None:
    """As `index`, when what changed is sent to the search server and in no record."""
    for name, keys in ids.items():
        for batch in batches(keys):
            Document.objects.filter(**{f"{name}__in": batch}).update(digest="")
            _index(name, batch)


def remove_documents(documents: QuerySet[Document]) -> None:
    """Take `documents` out of the index: a few statements, however many there are."""
    with transaction.atomic():
        for ids in batches(lock(documents), STATEMENT):
            record_removals(ids)
            # Past the signal of deletions, which would record them one by one.
            for model in (TitleKey, Place, DocumentText):
                model._default_manager.filter(document__in=ids)._raw_delete(connection.alias)
            Document.objects.filter(pk__in=ids)._raw_delete(connection.alias)


def batches(ids: Iterable[int], size: int = BATCH) -> Iterator[list[int]]:
    """`ids` in lists of at most `size`."""
    batch: list[int] = []
    for each in ids:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


@transaction.atomic
def _index(name: str, ids: list[int]) -> int:
    hold_audience(changes=False)
    origin = ORIGINS[name]
    records = origin.records(origin.public().filter(pk__in=ids))
    gone = {*ids} - {getattr(record, f"{name}_id") for record in records}
    remove_documents(Document.objects.filter(**{f"{name}__in": gone}))
    write(records)
    return len(records)

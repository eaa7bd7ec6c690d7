"""Brings the index in line with the pages: in the caller's transaction, a batch at a time."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction

from search.analysis import analyser
from search.documents import DOCUMENTS, Record
from search.engines.text import DocumentTerms, text_index
from search.models import Document, DocumentText, Place, TitleKey
from search.spelling import learn
from search.visibility import public_pages, searched_types

BATCH = 200  # pages
KEYS, KEY_LENGTH = 20, 80  # beginnings of a title, characters of each
WRITTEN = ("locale", "kind", "facets", "date", "completeness", "go_live_at", "expire_at")
SHOWN = ("url", "title", "summary", "body", "data")


def index_pages(page_ids: Iterable[int]) -> int:
    """Write the documents of the public pages among `page_ids`, remove those of the others.

    Returns how many documents were written. Bounded memory, whatever the number of pages.
    """
    return sum(_index_batch(list(batch)) for batch in batches(page_ids))


def remove_pages(page_ids: Iterable[int]) -> None:
    """Take the documents of `page_ids` out of the index."""
    for batch in batches(page_ids):
        Document.objects.filter(page__in=batch).delete()


def batches(page_ids: Iterable[int]) -> Iterator[list[int]]:
    """`page_ids` in lists of at most `BATCH`."""
    batch: list[int] = []
    for page_id in page_ids:
        batch.append(page_id)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _index_batch(page_ids: list[int]) -> int:
    types = searched_types()
    by_type: dict[str, list[int]] = defaultdict(list)
    pages = public_pages().filter(pk__in=page_ids).values_list("pk", "content_type_id")
    for page_id, content_type_id in pages:
        by_type[types[content_type_id]].append(page_id)
    records = [
        record for label, ids in by_type.items() for record in DOCUMENTS[label]().records(ids)
    ]
    with transaction.atomic():
        gone = {*page_ids} - {record.page_id for record in records}
        Document.objects.filter(page__in=gone).delete()
        write(records)
    return len(records)


def write(records: list[Record]) -> None:
    """Put `records`, one a page, into the index in place of what it had of them."""
    if not records:
        return
    Document.objects.bulk_create(
        [
            Document(
                page_id=record.page_id,
                facets=packed(record.facets),
                **{name: getattr(record, name) for name in WRITTEN if name != "facets"},
            )
            for record in records
        ],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=WRITTEN,
    )
    pages = [record.page_id for record in records]
    # Read again: an upsert does not give the keys of the rows that it updates everywhere.
    ids = dict(Document.objects.filter(page__in=pages).values_list("page_id", "pk"))
    DocumentText.objects.bulk_create(
        [
            DocumentText(
                document_id=ids[record.page_id], **{name: getattr(record, name) for name in SHOWN}
            )
            for record in records
        ],
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=SHOWN,
    )
    Place.objects.filter(document__in=ids.values()).delete()
    Place.objects.bulk_create(
        Place(document_id=ids[record.page_id], territory_id=territory)
        for record in records
        for territory in record.territories
    )
    TitleKey.objects.filter(document__in=ids.values()).delete()
    TitleKey.objects.bulk_create(
        TitleKey(document_id=ids[record.page_id], key=key, place=place)
        for record in records
        for place, key in enumerate(beginnings(record.title, record.locale))
        if key
    )
    text_index().write([terms(record, ids[record.page_id]) for record in records])
    learn(records)


def terms(record: Record, document_id: int) -> DocumentTerms:
    """The terms of a record, by field."""
    read = analyser(record.locale).terms
    return DocumentTerms(
        document_id,
        title=read(record.title),
        summary=read("\n".join([record.summary, *record.keywords])),
        body=read("\n".join([record.body, *record.mentions])),
    )


def beginnings(title: str, locale: str) -> list[str]:
    """The folded title from each of its words on; empty where a stop word stands (not first)."""
    read = analyser(locale)
    words = [word for word, _, _ in read.words(unicodedata.normalize("NFC", title))]
    return [
        " ".join(words[place:])[:KEY_LENGTH] if not place or read.term(word) else ""
        for place, word in enumerate(words[:KEYS])
    ]


def packed(facets: dict[str, list[str]]) -> str:
    """Facet values as `Document.facets` keeps them; no value holds a space or an equals sign."""
    return " ".join(
        f"{name}={value}" for name, values in facets.items() for value in dict.fromkeys(values)
    )

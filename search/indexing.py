"""Brings the index in line with what is written: in the caller's transaction, by batches."""

import hashlib
import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import chain

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import QuerySet

from search.analysis import analyser
from search.documents import DOCUMENTS, ObligationRecords, Record, SharedRecords, TopicDocument
from search.engines.text import DocumentTerms, text_index
from search.models import Document, DocumentText, Place, TitleKey
from search.recording import STATEMENT, lock, record_changes, record_gone, record_removals
from search.spelling import learn
from search.visibility import (
    hold_audience,
    public_obligations,
    public_pages,
    public_shared,
    public_topics,
    searched_types,
)

BATCH = 200  # documents
KEYS, KEY_LENGTH = 20, 80  # beginnings of a title, characters of each
DATED = ("date", "changes_on", "go_live_at", "expire_at")
WRITTEN = ("locale", "kind", "facets", "completeness", *DATED, "digest")
SHOWN = ("url", "title", "summary", "body", "data")


def index_pages(page_ids: Iterable[int]) -> int:
    """Write the documents of the public pages among `page_ids`, remove those of the others.

    Returns how many documents were written. Bounded memory, whatever the number of pages.
    """
    return sum(_index("page", batch) for batch in batches(page_ids))


def index_topics(topic_ids: Iterable[int]) -> int:
    """The same for topics of the forum."""
    return sum(_index("topic", batch) for batch in batches(topic_ids))


def index_shared(document_ids: Iterable[int]) -> int:
    """The same for shared documents."""
    return sum(_index("shared", batch) for batch in batches(document_ids))


def index_obligations(obligation_ids: Iterable[int]) -> int:
    """The same for obligations, in each of their languages."""
    return sum(_index("obligation", batch) for batch in batches(obligation_ids))


def index_anew(**ids: Iterable[int]) -> None:
    """As those above, when what changed is sent to the search server and in no record.

    `ids`: keys of what documents are made of, by its name in `RECORDS`.
    """
    for name, keys in ids.items():
        for batch in batches(keys):
            Document.objects.filter(**{f"{name}__in": batch}).update(digest="")
            _index(name, batch)


def remove_pages(page_ids: Iterable[int]) -> None:
    """Take the documents of `page_ids` out of the index."""
    for batch in batches(page_ids):
        remove_documents(Document.objects.filter(page__in=batch))


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
    records = RECORDS[name](ids)
    gone = {*ids} - {getattr(record, f"{name}_id") for record in records}
    remove_documents(Document.objects.filter(**{f"{name}__in": gone}))
    write(records)
    return len(records)


def _of_pages(ids: list[int]) -> list[Record]:
    types = searched_types()
    by_type: dict[str, list[int]] = defaultdict(list)
    pages = public_pages().filter(pk__in=ids).values_list("pk", "content_type_id")
    for page_id, content_type_id in pages:
        by_type[types[content_type_id]].append(page_id)
    return [record for label, ids in by_type.items() for record in DOCUMENTS[label]().records(ids)]


def _of_topics(ids: list[int]) -> list[Record]:
    public = public_topics().filter(pk__in=ids).select_related("forum__theme")
    return TopicDocument().records(public)


def _of_shared(ids: list[int]) -> list[Record]:
    return SharedRecords().records(public_shared().filter(pk__in=ids))


def _of_obligations(ids: list[int]) -> list[Record]:
    return ObligationRecords().records(public_obligations().filter(pk__in=ids))


# What documents are made of, as `Document` names it → the records of the public ones among keys.
RECORDS: dict[str, Callable[[list[int]], list[Record]]] = {
    "page": _of_pages,
    "topic": _of_topics,
    "shared": _of_shared,
    "obligation": _of_obligations,
}


def write(records: list[Record]) -> None:
    """Put `records`, one a document, into the index in place of what it had of them.

    In the caller's transaction. Only what differs from what was written before is due for the
    search server.
    """
    if not records:
        return
    digests = {record.key: digest(record) for record in records}
    known = Document.objects.select_for_update().filter(key__in=digests).order_by("pk")
    before = {
        key: (locale, old) for key, locale, old in known.values_list("key", "locale", "digest")
    }
    Document.objects.bulk_create(
        [
            Document(
                key=record.key,
                page_id=record.page_id,
                topic_id=record.topic_id,
                shared_id=record.shared_id,
                obligation_id=record.obligation_id,
                locale=record.locale,
                kind=record.kind,
                facets=packed(record.facets),
                completeness=record.completeness,
                digest=digests[record.key],
                **{name: getattr(record, name) for name in DATED},
            )
            for record in records
        ],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=WRITTEN,
    )
    # Read again: an upsert does not give the keys of the rows that it updates everywhere.
    ids = dict(Document.objects.filter(key__in=digests).values_list("key", "pk"))
    DocumentText.objects.bulk_create(
        [
            DocumentText(
                document_id=ids[record.key],
                keywords=lines(record.keywords),
                mentions=lines(record.mentions),
                attached=[list(map(one_line, document)) for document in record.attached],
                **{name: getattr(record, name) for name in SHOWN},
            )
            for record in records
        ],
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=(*SHOWN, "keywords", "mentions", "attached"),
    )
    Place.objects.filter(document__in=ids.values()).delete()
    Place.objects.bulk_create(
        Place(document_id=ids[record.key], territory_id=territory)
        for record in records
        for territory in record.territories
    )
    TitleKey.objects.filter(document__in=ids.values()).delete()
    TitleKey.objects.bulk_create(
        TitleKey(document_id=ids[record.key], key=key, place=place)
        for record in records
        for place, key in enumerate(beginnings(record.title, record.locale))
        if key
    )
    text_index().write([terms(record, ids[record.key]) for record in records])
    # Of pages alone: what members mistype is no spelling to offer.
    learn(record for record in records if record.page_id)
    now = {record.key: (record.locale, digests[record.key]) for record in records}
    record_gone((key, was) for key, (was, _) in before.items() if was != now[key][0])
    record_changes([ids[key] for key in now if now[key] != before.get(key)])


def digest(record: Record) -> str:
    """What tells two states of a document apart, in 32 hexadecimal digits."""
    text = json.dumps(asdict(record), cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def lines(texts: Iterable[str]) -> str:
    """Texts in plain text, one a line; none is empty."""
    return "\n".join(filter(None, map(one_line, texts)))


def one_line(text: str) -> str:
    """Text with one space wherever there is white space."""
    return " ".join(text.split())


def terms(record: Record, document_id: int) -> DocumentTerms:
    """The terms of a record, by field."""
    read = analyser(record.locale).terms
    return DocumentTerms(
        document_id,
        title=read(record.title),
        summary=read("\n".join([record.summary, *record.keywords])),
        # Documents last: no index holds endless texts, and the page's own words come first.
        body=read("\n".join([record.body, *record.mentions, *chain(*record.attached)])),
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

"""Puts documents into the index, in place of what it had of them."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from itertools import chain

from django.core.serializers.json import DjangoJSONEncoder

from search.analysis import analyser
from search.documents import Record
from search.engines.text import DocumentTerms, text_index
from search.models import Document, DocumentText, Place, TitleKey
from search.recording import record_changes, record_gone
from search.spelling import learn

KEYS, KEY_LENGTH = 20, 80  # beginnings of a title, characters of each
DATED = ("date", "changes_on", "go_live_at", "expire_at")
WRITTEN = ("locale", "kind", "facets", "completeness", *DATED, "digest")
SHOWN = ("url", "title", "summary", "body", "data")


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

"""What the documents say that a page offers: sought with the page, as far as all may read them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.db.models.functions import Left
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex

from experiences.public.links import linked_ids
from media.models import PublicDocument
from search.documents.prose import children

MAX_CHARACTERS = 100_000  # of all the documents of a page
SOME = 500  # documents in one look-up


def offered(instance: Any) -> Iterator[int]:
    """Primary keys of the documents in the bodies of a page or of one of its lines; no query."""
    for field in instance._meta.fields:
        if isinstance(field, StreamField):
            stream = field.value_from_object(instance)
            yield from _in_block(stream.stream_block, list(stream.raw_data)) if stream else ()
        elif isinstance(field, RichTextField):
            yield from _linked(field.value_from_object(instance))


def _in_block(block: blocks.Block, value: Any) -> Iterator[int]:
    if not value:
        return
    if isinstance(block, DocumentChooserBlock):
        yield int(value)
    elif isinstance(block, blocks.RichTextBlock):
        yield from _linked(value)
    else:
        for child_block, child in children(block, value):
            yield from _in_block(child_block, child)


def _linked(html: str) -> Iterator[int]:
    yield from sorted(linked_ids([html], "document"))


def attached_texts(offers: Mapping[int, Iterable[int]]) -> dict[int, list[tuple[str, str]]]:
    """By page, title and text of its public documents; `offers` are their keys by page.

    Three queries, none without offers. The text is empty where there is none; of each page's texts
    `MAX_CHARACTERS` in all.
    """
    wanted = {page: list(dict.fromkeys(documents)) for page, documents in offers.items()}
    keys = {key for documents in wanted.values() for key in documents}
    if not keys:
        return {}
    public = PublicDocument.objects.public().filter(pk__in=keys)
    titles = dict(public.values_list("pk", "title"))
    read = public.filter(reading__file_hash=F("file_hash"), reading__characters__gt=0)
    texts = dict(read.values_list("pk", Left("reading__text", MAX_CHARACTERS)))
    return {
        page: _up_to_limit((titles[key], texts.get(key, "")) for key in documents if key in titles)
        for page, documents in wanted.items()
    }


def _up_to_limit(documents: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    found, left = [], MAX_CHARACTERS
    for title, text in documents:
        found.append((title, text[:left]))
        left -= len(found[-1][1])
    return found


def pages_offering(documents: Iterable[int]) -> list[int]:
    """The pages that offer any of `documents` (primary keys), wherever they stand in them."""
    types = ContentType.objects.get_for_models(Page, PublicDocument)
    keys = [str(key) for key in documents]
    found: dict[int, None] = {}
    for start in range(0, len(keys), SOME):
        references = ReferenceIndex.objects.filter(
            base_content_type=types[Page],
            to_content_type=types[PublicDocument],
            to_object_id__in=keys[start : start + SOME],
        )
        pages = references.values_list("object_id", flat=True).distinct()
        found.update((int(page), None) for page in pages)
    return sorted(found)

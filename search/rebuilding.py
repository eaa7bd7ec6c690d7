"""Builds the whole index anew from the pages, while searches go on."""

from collections.abc import Callable

from wagtail.models import Page

from search.indexing import BATCH, index_pages, remove_documents
from search.models import Document, Spelling
from search.visibility import public_pages, searched_types


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Write every document again, drop what is left over; returns how many there are.

    A batch is a transaction: searches see each document as it was or as it is, editors never
    wait long, memory is that of a batch, and an interrupted run leaves a usable index.
    `progress` is told (pages done, pages in all). Spellings are learnt anew on the way.
    """
    Spelling.objects.all().delete()
    pages = Page.objects.filter(content_type_id__in=searched_types()).order_by("pk")
    total, done, last = pages.count(), 0, 0
    progress(done, total)
    while batch := list(pages.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        index_pages(batch)
        last, done = batch[-1], done + len(batch)
        progress(min(done, total), total)
    remove_documents(Document.objects.exclude(page__in=public_pages().values("pk")))
    return Document.objects.count()

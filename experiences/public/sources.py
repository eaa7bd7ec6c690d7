"""The sources of a page, as they are cited."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from wagtail.models import Page

from experiences.models import Source
from media.models import PublicDocument
from ui.typography import day


@dataclass(frozen=True)
class Citation:
    title: str
    publisher: str = ""
    date: str = ""  # in words, as precise as known
    url: str = ""
    document: PublicDocument | None = None


def sources_of(page: Page) -> list[Citation]:
    """The sources of a page in the order of the editor; one query, with their documents."""
    return [
        Citation(one.title, one.publisher, in_words(one.date), one.url, one.document)
        for one in page.publication_sources.select_related("document")
    ]


def in_words(partial: str) -> str:
    """2012, 2012-06 or 2012-06-14 in words; anything else as it stands."""
    try:
        numbers = [int(part) for part in partial.split("-")]
        if len(numbers) == 3:
            return day(date(*numbers))
        if len(numbers) == 2:
            return date_format(date(numbers[0], numbers[1], 1), "F Y", use_l10n=False)
    except (TypeError, ValueError):
        pass
    return partial


def first_sources(ids: Collection[int]) -> dict[int, str]:
    """Id of a page → who published its first source, or that source's title; one query."""
    found: dict[int, str] = {}
    for source in Source.objects.filter(page_id__in=ids).order_by("page_id", "sort_order"):
        found.setdefault(source.page_id, source.publisher or source.title)
    return found

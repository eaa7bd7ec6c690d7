"""Documents that the search server refuses: set aside, while the rest goes on; tried again."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from search.models import Document, Refusal
from search.recording import lock, record_changes, record_gone


class Reason(NamedTuple):
    version: int
    error: str


def set_aside(locale: str, refused: Mapping[int, Reason]) -> None:
    """Keep why pages are refused; the first hour stays, the newest error counts."""
    Refusal.objects.bulk_create(
        [
            Refusal(page_id=page, locale=locale, version=reason.version, error=reason.error)
            for page, reason in refused.items()
        ],
        update_conflicts=True,
        unique_fields=["page_id", "locale"],
        update_fields=["version", "error"],
    )


def forget(locale: str, pages: Iterable[int]) -> None:
    """The server has taken these pages."""
    Refusal.objects.filter(locale=locale, page_id__in=list(pages)).delete()


def try_again(refusals: QuerySet[Refusal]) -> int:
    """Make refused documents due once more; returns how many. Those refused again stay."""
    with transaction.atomic():
        keys = set(refusals.values_list("page_id", "locale"))
        documents = Document.objects.filter(page__in={page for page, _ in keys})
        ids = lock(documents)
        present = set(documents.values_list("page_id", "locale"))
        record_changes(ids)
        record_gone(keys - present)
    return len(keys)

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
    """Keep why documents are refused, by key; the first hour stays, the newest error counts."""
    Refusal.objects.bulk_create(
        [
            Refusal(key=key, locale=locale, version=reason.version, error=reason.error)
            for key, reason in refused.items()
        ],
        update_conflicts=True,
        unique_fields=["key", "locale"],
        update_fields=["version", "error"],
    )


def forget(locale: str, keys: Iterable[int]) -> None:
    """The server has taken these documents."""
    Refusal.objects.filter(locale=locale, key__in=list(keys)).delete()


def try_again(refusals: QuerySet[Refusal]) -> int:
    """Make refused documents due once more; returns how many. Those refused again stay."""
    with transaction.atomic():
        keys = set(refusals.values_list("key", "locale"))
        documents = Document.objects.filter(key__in={key for key, _ in keys})
        ids = lock(documents)
        present = set(documents.values_list("key", "locale"))
        record_changes(ids)
        record_gone(keys - present)
    return len(keys)

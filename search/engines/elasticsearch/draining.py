"""Brings what is due to the search server: a batch at a time, the newest state of each document."""

from typing import NamedTuple

from django.db import transaction
from elasticsearch import Elasticsearch

from search.engines.elasticsearch.sending import put, send, take
from search.engines.elasticsearch.sources import sources
from search.engines.elasticsearch.standing import locales, own_alias, standing, written_to
from search.models import Change
from search.refusals import Reason, forget, set_aside

BATCH = 500  # changes


class NoIndex(Exception):
    """There is no index yet to which the changes of a language could be written."""


class Drained(NamedTuple):
    """What became of a batch of changes."""

    changes: int = 0  # that were due
    written: int = 0  # documents
    removed: int = 0
    refused: int = 0
    delayed: str = ""  # why some of them are still due


def due_locales() -> list[str]:
    """The language codes for which something is due."""
    return sorted(Change.objects.values_list("locale", flat=True).distinct())


def drain(client: Elasticsearch, locale: str) -> Drained:
    """Send the oldest changes of a language, `BATCH` at most.

    The order matters. Changes are read first, then which indices are written to, then the
    documents: so an index that a rebuild adds in between copies what it is not sent. A change is
    removed once the server has answered; that it is sent twice harms nothing. Raises NoIndex,
    ApiError, TransportError: then everything is still due.
    """
    due = list(Change.objects.filter(locale=locale).order_by("pk").values_list("pk", "key")[:BATCH])
    if not due:
        return Drained()
    newest = {key: change for change, key in due}
    targets = [own_alias(index.name) for index in written_to(standing(client), locale)]
    if not targets:
        if locale in locales():
            raise NoIndex(f"There is no index for the language {locale} yet.")
        Change.objects.filter(pk__in=[change for change, _ in due]).delete()
        return Drained(len(due))
    present = {source.key: source for source in sources(newest) if source.locale == locale}
    sent = send(
        client,
        (
            put(target, present[key]) if key in present else take(target, key, version)
            for key, version in newest.items()
            for target in targets
        ),
    )
    settled = newest.keys() - sent.delayed.keys()
    refused = {
        key: Reason(present[key].version if key in present else newest[key], error)
        for key, error in sent.refused.items()
        if key in settled
    }
    with transaction.atomic():
        forget(locale, settled - refused.keys())
        set_aside(locale, refused)
        Change.objects.filter(pk__in=[change for change, key in due if key in settled]).delete()
    taken = settled - refused.keys()
    written = len(taken & present.keys())
    return Drained(
        changes=len(due),
        written=written,
        removed=len(taken) - written,
        refused=len(refused),
        delayed=next(iter(sent.delayed.values()), ""),
    )

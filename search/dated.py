"""Days pass: what opened or ended since it was indexed is indexed anew."""

from django.db import transaction
from django.utils import timezone

from search.indexing import BATCH, index
from search.models import Document
from search.models.index import DocumentQuerySet
from search.recording import lock
from search.visibility import hold_audience


def index_dated() -> int:
    """Index anew the pages that are something else today, in France; returns how many.

    A batch is a transaction: it can be stopped and run again, several may run at a time, and what
    an editor saves meanwhile stays. A second run of a day finds nothing to do.
    """
    done = last = 0
    while rows := list(
        changed().filter(pk__gt=last).order_by("pk").values_list("pk", "page")[:BATCH]
    ):
        with transaction.atomic():
            # In the order of every writer: who sees pages, then the rows. Held before the pages
            # are read, so that whoever saves one now waits, and writes the newer state after.
            hold_audience(changes=False)
            lock(Document.objects.filter(pk__in=[row for row, _page in rows]))
            index(page=(page for _row, page in rows))
        done, last = done + len(rows), rows[-1][0]
    return done


def changed() -> DocumentQuerySet:
    """The documents of pages whose day of change has come."""
    return Document.objects.filter(changes_on__lte=timezone.localdate(), page__isnull=False)

"""Held documents as moderators find them: with what their text tells of people.

Whoever publishes decides about that too; nobody else but the author is shown it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from community.library.models import SharedDocument, Version
from community.library.personal_marks import Marks, marks

MOST_MARKS = 5  # of each sort


@dataclass(frozen=True)
class Held:
    """A document that waits, and what the text of its new file seems to tell of people."""

    document: SharedDocument
    marks: list[Marks]


def held(documents: Iterable[SharedDocument]) -> list[Held]:
    """`documents` in their order. One query."""
    rows = list(documents)
    waiting = Version.objects.filter(document__in=rows, shown_at=None)
    texts = dict(waiting.values_list("document_id", "text"))
    return [Held(row, marks(texts.get(row.pk, ""), most=MOST_MARKS)) for row in rows]

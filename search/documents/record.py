"""What a page, a topic of the forum, a shared document, an obligation tells the search."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from search.models.index import OBLIGATIONS_FROM, SHARED_FROM


@dataclass
class Record:
    """One document before it is written, in plain values; every engine's index is made of these."""

    page_id: int | None  # None: it is a topic's, a shared document's or an obligation's
    locale: str
    kind: str
    url: str
    title: str
    summary: str
    body: str = ""  # plain text, from which passages are quoted
    keywords: list[str] = field(default_factory=list)  # sought like the summary, never quoted
    mentions: list[str] = field(default_factory=list)  # sought like the body, never quoted
    # Title and text of the documents that it offers: sought like the body, quoted when nothing
    # else can be.
    attached: list[tuple[str, str]] = field(default_factory=list)
    # Facet name → values, as in `search.query.FACETS`.
    facets: dict[str, list[str]] = field(default_factory=dict)
    territories: list[int] = field(default_factory=list)  # primary keys
    date: datetime.date | None = None
    completeness: float = 0.0
    # The day on which it is to be indexed anew, since what it is (open, over) changes.
    changes_on: datetime.date | None = None
    go_live_at: datetime.datetime | None = None
    expire_at: datetime.datetime | None = None
    data: dict[str, Any] = field(default_factory=dict)
    topic_id: int | None = None
    shared_id: int | None = None
    obligation_id: int | None = None

    @property
    def key(self) -> int:
        """As in `search.models.Document`."""
        if self.shared_id:
            return SHARED_FROM + self.shared_id
        if self.obligation_id:
            return OBLIGATIONS_FROM + self.obligation_id
        return -self.topic_id if self.topic_id else self.page_id or 0

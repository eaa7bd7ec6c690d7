"""What a watched search finds now, what was seen in it before, and what differs."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from wagtail.models import Page

from experiences.public.visibility import unexpired
from search.asking import ask
from search.kinds import DATED
from search.models.index import OBLIGATIONS_FROM, SHARED_FROM
from search.query import MAX_PAGE_SIZE, SearchQuery, Sort
from search.results import Hit
from search.visibility import public_obligations, public_pages, public_shared, public_topics

# Results of one search that are watched, the newest; people are told so.
MOST_WATCHED = 1_000
# What left the search but is still public is remembered, up to so many results in all.
MOST_REMEMBERED = 2 * MOST_WATCHED
CLOSING = timedelta(days=14)
# Of aids and events: another deadline is news; that a day passes is none.
DAYS = ("opens_on", "closes_on", "recurrence", "starts", "ends")


class Seen(NamedTuple):
    """What is kept of a result that was shown: enough to say that it changed, or is gone."""

    digest: str
    title: str
    closes: str = ""  # the day of its end, once that has been told


Snapshot = dict[str, Seen]  # by `Document.key`, as a string: kept as JSON


@dataclass(frozen=True)
class News:
    """What is to be told about one search; the end of a page's publication, where it is near."""

    new: tuple[Hit, ...] = ()
    changed: tuple[Hit, ...] = ()
    closing: tuple[Hit, ...] = ()
    withdrawn: tuple[str, ...] = ()  # titles, as the public last saw them
    ends: Mapping[int, datetime] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.closing or self.withdrawn)


def look(query: SearchQuery) -> list[Hit] | None:
    """The first MOST_WATCHED results, the newest first: what the public may see at this moment.

    None while the usual engine is away: another one may find other things by words.
    """
    query = replace(query, sort=Sort.DATE, page=1, page_size=MAX_PAGE_SIZE)
    found: dict[int, Hit] = {}
    pages = 1
    while query.page <= min(pages, MOST_WATCHED // MAX_PAGE_SIZE):
        results = ask(query)
        if results.degraded:
            return None
        found |= {hit.id: hit for hit in results.hits}
        pages = results.pages
        query = replace(query, page=query.page + 1)
    return list(found.values())


def ends_of(ids: Collection[int], now: datetime) -> dict[int, datetime]:
    """Key → end of publication of those pages that end within CLOSING: one query."""
    ending = Page.objects.filter(expire_at__gt=now, expire_at__lte=now + CLOSING)
    return {pk: end for pk, end in ending.values_list("pk", "expire_at") if end and pk in ids}


def still_public(ids: Collection[int], now: datetime) -> set[int]:
    """Those of `ids` (`Document.key`) that the public may still read: none asked for no ids."""
    pages = [key for key in ids if 0 < key < SHARED_FROM]
    topics = [-key for key in ids if key < 0]
    shared = [key - SHARED_FROM for key in ids if SHARED_FROM < key < OBLIGATIONS_FROM]
    obligations = [key - OBLIGATIONS_FROM for key in ids if key > OBLIGATIONS_FROM]
    found: set[int] = set()
    if pages:
        begun = Q(go_live_at=None) | Q(go_live_at__lte=now)
        public = public_pages().filter(unexpired(), begun, pk__in=pages)
        found.update(public.values_list("pk", flat=True))
    if topics:
        found.update(
            -pk for pk in public_topics().filter(pk__in=topics).values_list("pk", flat=True)
        )
    if shared:
        public_ones = public_shared().filter(pk__in=shared)
        found.update(SHARED_FROM + pk for pk in public_ones.values_list("pk", flat=True))
    if obligations:
        rules = public_obligations().filter(unexpired(), pk__in=obligations)
        found.update(OBLIGATIONS_FROM + pk for pk in rules.values_list("pk", flat=True))
    return found


def snapshot(hits: Collection[Hit]) -> Snapshot:
    """What `hits` show."""
    return {str(hit.id): Seen(digest(hit), hit.title) for hit in hits}


def digest(hit: Hit) -> str:
    """Of what a reader is shown of a result; populations, which change each year, are no news."""
    shown = [
        hit.title,
        hit.summary,
        hit.date.isoformat() if hit.date else "",
        hit.data.get("stage") or "",
        hit.data.get("cost_band") or "",
    ]
    if hit.kind in DATED:  # of them alone: what is kept of other results is to stay as it is
        shown += [hit.data.get(name) or "" for name in DAYS]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]


def read(kept: Mapping[str, list[str]] | None) -> Snapshot | None:
    """A snapshot as it comes back from the database."""
    return None if kept is None else {key: Seen(*values) for key, values in kept.items()}


def compare(
    before: Snapshot | None,
    hits: Collection[Hit],
    *,
    ends: Mapping[int, datetime],
    public: Collection[int],
) -> tuple[News, Snapshot]:
    """What to tell since `before`, and what has been seen once it is told.

    `ends`: as `ends_of` gives them. `public`: the ids, among those seen before, that the public may
    still read. What left the results but is still public is no news: a synonym, another engine or
    the limit of what is watched may be the reason. Without a `before`, nothing is told.
    """
    after = snapshot(hits)
    if before is None:
        return News(), after
    new, changed, closing = [], [], []
    for hit in hits:
        key = str(hit.id)
        end = ends[hit.id].date().isoformat() if hit.id in ends else ""
        if key not in before:
            new.append(hit)
        elif end and before[key].closes != end:
            closing.append(hit)
        elif before[key].digest != after[key].digest:
            changed.append(hit)
        after[key] = after[key]._replace(closes=end)
    left = {key: seen for key, seen in before.items() if key not in after}
    withdrawn = tuple(seen.title for key, seen in left.items() if int(key) not in public)
    remembered = {key: seen for key, seen in left.items() if int(key) in public}
    after = dict(list((after | remembered).items())[:MOST_REMEMBERED])
    return News(tuple(new), tuple(changed), tuple(closing), withdrawn, ends), after

"""The answers to questions about a made-up corpus, counted in plain Python.

It shares no code with the engines: documents are bits of a whole number, a facet value or a word
is the number whose bits are the documents that have it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain
from math import asin, cos, radians, sin, sqrt

from search.analysis import analyser
from search.documents import Record
from search.query import FACETS, Area, SearchQuery, Sort
from territories.models import Territory
from tests.search import corpus

Bits = int


def kilometres(one: Territory, other: Territory) -> float:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return float("inf")
    height = sin(radians(other.latitude - one.latitude) / 2) ** 2
    width = sin(radians(other.longitude - one.longitude) / 2) ** 2
    narrow = cos(radians(one.latitude)) * cos(radians(other.latitude))
    return 2 * 6371.0088 * asin(sqrt(height + narrow * width))


class ByHand:
    """The documents of `made`, in the order of a list that is sorted by date, or by next change."""

    def __init__(self, made: corpus.Corpus) -> None:
        now = datetime.now(UTC)
        self.standpoints = {place.code: place for place in made.standpoints}
        # Newest first, then in the order of creation; without a date last.
        self.records = sorted(
            made.records, key=lambda each: each.date.toordinal() if each.date else 0, reverse=True
        )
        self.seen: dict[str, Bits] = defaultdict(int)
        self.facets: dict[str, dict[str, Bits]] = {name: defaultdict(int) for name in FACETS}
        self.words: dict[str, dict[str, Bits]] = defaultdict(lambda: defaultdict(int))
        self.about: dict[int, Bits] = defaultdict(int)
        for place, record in enumerate(self.records):
            bit = 1 << place
            if not _is_hidden(record, now):
                self.seen[record.locale] |= bit
            for name in FACETS:
                for value in record.facets[name]:
                    self.facets[name][value] |= bit
            texts = [record.title, record.summary, record.body, *record.keywords, *record.mentions]
            texts += chain(*record.attached)
            for term in {*analyser(record.locale).terms(" ".join(texts))}:
                self.words[record.locale][term] |= bit
            for territory in record.territories:
                self.about[territory] |= bit
        self.places = Territory.objects.in_bulk(self.about)

    def answer(self, query: SearchQuery) -> tuple[list[int], dict[str, dict[str, int]]]:
        """The keys found, newest first (those that change soonest where the query is sorted so),
        and the counts of every facet value that has one."""
        found = self.seen[query.locale] & self._with_words(query) & self._inside(query)
        chosen = {
            name: _union(self.facets[name][value] for value in values)
            for name, values in query.selected.items()
        }
        counts = {}
        for name in FACETS:
            base = found
            for other, bits in chosen.items():
                if other != name:
                    base &= bits
            counted = {
                value: (base & bits).bit_count() for value, bits in self.facets[name].items()
            }
            counts[name] = {value: count for value, count in counted.items() if count}
        for bits in chosen.values():
            found &= bits
        kept = [record for place, record in enumerate(self.records) if found >> place & 1]
        if query.sort == Sort.SOON:
            kept.sort(key=lambda each: each.changes_on.toordinal() if each.changes_on else 10**9)
        return [record.key for record in kept], counts

    def _with_words(self, query: SearchQuery) -> Bits:
        """Both of two words, two thirds of more."""
        every = -1
        sought = analyser(query.locale).terms(query.text)
        if not sought:
            return every
        known = self.words[query.locale]
        least = len(sought) if len(sought) <= 2 else len(sought) * 2 // 3
        # Documents that have at least n of the words so far, for each n.
        having = [every, *[0] * len(sought)]
        for number, term in enumerate(sought, start=1):
            for n in range(number, 0, -1):
                having[n] |= having[n - 1] & known[term]
        return having[least]

    def _inside(self, query: SearchQuery) -> Bits:
        if not query.commune or query.area == Area.ANYWHERE:
            return -1
        seen = self.standpoints[query.commune]
        above = {seen.epci_id, seen.departement_id, seen.region_id} - {None}
        own = {seen.pk, *(pk for pk, place in self.places.items() if place.epci_id == seen.pk)}
        return _union(
            bits
            for pk, bits in self.about.items()
            if (query.area == Area.INSIDE and pk in own)
            or (query.area == Area.CONTAINING and pk in above)
            or (query.area == Area.AROUND and self._is_around(seen, above | own, pk))
        )

    def _is_around(self, seen: Territory, part: set[int], pk: int) -> bool:
        place = self.places[pk]
        near = place.kind in ("commune", "epci") and kilometres(seen, place) <= 30
        return near or pk in part


def _is_hidden(record: Record, now: datetime) -> bool:
    return bool(record.go_live_at and record.go_live_at > now) or bool(
        record.expire_at and record.expire_at <= now
    )


def _union(some: Iterable[Bits]) -> Bits:
    found = 0
    for bits in some:
        found |= bits
    return found

"""Every answer of the engine against a count in plain Python that shares none of its code."""

import random
from collections import Counter
from datetime import UTC, datetime
from math import asin, cos, radians, sin, sqrt

import pytest

from search.analysis import analyser
from search.documents import Record
from search.engines import get_engine
from search.query import FACETS, Area, SearchQuery, Sort
from territories.models import Territory
from tests.search import corpus

pytestmark = pytest.mark.django_db

DOCUMENTS = 500
QUESTIONS = 2_000


def kilometres(one: Territory, other: Territory) -> float:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return float("inf")
    height = sin(radians(other.latitude - one.latitude) / 2) ** 2
    width = sin(radians(other.longitude - one.longitude) / 2) ** 2
    narrow = cos(radians(one.latitude)) * cos(radians(other.latitude))
    return 2 * 6371.0088 * asin(sqrt(height + narrow * width))


def question(chance: random.Random, made: corpus.Corpus) -> SearchQuery:
    """Any number of facets, values, words; sometimes a commune and an area."""
    names = chance.sample(FACETS, chance.choice([0, 1, 1, 2, 2, 3, 4]))
    selected = {
        name: tuple(sorted(chance.sample(made.values[name], chance.choice([1, 1, 2, 3]))))
        for name in names
    }
    commune = chance.choice([None, None, *chance.sample(made.communes, 2)])
    return SearchQuery(
        text=" ".join(chance.sample(corpus.WORDS, chance.choice([0, 0, 0, 1, 2, 3, 5]))),
        selected=selected,
        commune=commune.code if commune else "",
        area=chance.choice(list(Area)),
        sort=Sort.DATE,
        page=chance.choice([1, 1, 1, 2]),
        page_size=chance.choice([5, 20]),
        locale=chance.choice(["fr", "fr", "fr", "en"]),
    )


class ByHand:
    """The documents as plain values, and the answers that follow from them."""

    def __init__(self, made: corpus.Corpus) -> None:
        self.now = datetime.now(UTC)
        self.records = made.records
        self.places = Territory.objects.in_bulk()
        self.communes = {commune.code: commune for commune in made.communes}
        self.terms = {}
        for record in made.records:
            read = analyser(record.locale).terms
            text = [record.title, record.summary, record.body, *record.keywords, *record.mentions]
            self.terms[record.page_id] = {*read(" ".join(text))}

    def seen(self, record: Record, query: SearchQuery) -> bool:
        if record.locale != query.locale:
            return False
        if record.go_live_at and record.go_live_at > self.now:
            return False
        if record.expire_at and record.expire_at <= self.now:
            return False
        sought = analyser(query.locale).terms(query.text)
        has = sum(term in self.terms[record.page_id] for term in sought)
        if has < (len(sought) if len(sought) <= 3 else len(sought) * 3 // 4):
            return False
        return not query.commune or query.area == Area.ANYWHERE or self.inside(record, query)

    def inside(self, record: Record, query: SearchQuery) -> bool:
        commune = self.communes[query.commune]
        above = {commune.epci_id, commune.departement_id, commune.region_id} - {None}
        for pk in record.territories:
            place = self.places[pk]
            near = place.kind in ("commune", "epci") and kilometres(commune, place) <= 30
            if query.area == Area.INSIDE and pk == commune.pk:
                return True
            if query.area == Area.CONTAINING and pk in above:
                return True
            if query.area == Area.AROUND and (near or pk in above or pk == commune.pk):
                return True
        return False

    @staticmethod
    def chosen(record: Record, query: SearchQuery, without: str = "") -> bool:
        return all(
            {*record.facets[name]} & {*values}
            for name, values in query.selected.items()
            if name != without
        )

    def answer(self, query: SearchQuery) -> tuple[list[int], dict[str, Counter[str]]]:
        seen = [record for record in self.records if self.seen(record, query)]
        kept = [record for record in seen if self.chosen(record, query)]
        # Newest first, then in the order of creation; without a date last.
        kept.sort(key=lambda record: record.page_id)
        kept.sort(key=lambda record: record.date.toordinal() if record.date else 0, reverse=True)
        counts = {
            name: Counter(
                value
                for record in seen
                if self.chosen(record, query, without=name)
                for value in {*record.facets[name]}
            )
            for name in FACETS
        }
        return [record.page_id for record in kept], counts


def test_hits_totals_and_every_count_are_those_of_a_count_by_hand() -> None:
    made = corpus.make(DOCUMENTS)
    by_hand = ByHand(made)
    chance = random.Random(2)
    engine = get_engine()
    totals = Counter()
    for _ in range(QUESTIONS):
        query = question(chance, made)
        results = engine.search(query)
        ids, counts = by_hand.answer(query)
        start = (query.page - 1) * query.page_size
        assert results.total == len(ids), query
        assert [hit.id for hit in results.hits] == ids[start : start + query.page_size], query
        for facet in results.facets:
            chosen = {*query.selected.get(facet.name, ())}
            expected = {**dict.fromkeys(chosen, 0), **counts[facet.name]}
            assert {value.value: value.count for value in facet.values} == expected, query
            assert {value.value for value in facet.values if value.selected} == chosen
        totals[min(results.total, 1)] += 1
    # The questions are worth asking: most find something.
    assert totals[1] > QUESTIONS / 2

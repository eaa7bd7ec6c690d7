"""Every answer of the engine against a count in plain Python that shares none of its code."""

import random
from collections import Counter

import pytest

from search.engines import Engine, get_engine
from search.query import FACETS, Area, SearchQuery, Sort
from tests.search import corpus
from tests.search.by_hand import ByHand

pytestmark = pytest.mark.django_db

DOCUMENTS = 500
QUESTIONS = 2_000


def question(chance: random.Random, made: corpus.Corpus) -> SearchQuery:
    """Any number of facets, values, words; sometimes a commune or EPCI and an area."""
    names = chance.sample(FACETS, chance.choice([0, 1, 1, 2, 2, 3, 4]))
    selected = {
        name: tuple(sorted(chance.sample(made.values[name], chance.choice([1, 1, 2, 3]))))
        for name in names
    }
    seen = chance.choice([None, None, *chance.sample(made.standpoints, 2)])
    return SearchQuery(
        text=" ".join(chance.sample(corpus.WORDS, chance.choice([0, 0, 0, 1, 2, 3, 5]))),
        selected=selected,
        commune=seen.code if seen else "",
        area=chance.choice(list(Area)),
        sort=chance.choice([Sort.DATE, Sort.SOON]),
        page=chance.choice([1, 1, 1, 2]),
        page_size=chance.choice([5, 20]),
        locale=chance.choice(["fr", "fr", "fr", "en"]),
    )


def assert_same(engine: Engine, query: SearchQuery, by_hand: ByHand) -> int:
    """The total, which is that of a count by hand, as are the hits and every facet count."""
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
    for name in query.selected:
        others = {other: kept for other, kept in query.selected.items() if other != name}
        wider, _ = by_hand.answer(query.with_(selected=others))
        assert results.without[name] == len(wider), (name, query)
    return results.total


def test_hits_totals_and_every_count_are_those_of_a_count_by_hand() -> None:
    made = corpus.make(DOCUMENTS)
    by_hand = ByHand(made)
    chance = random.Random(2)
    engine = get_engine()
    totals = Counter()
    for _ in range(QUESTIONS):
        totals[min(assert_same(engine, question(chance, made), by_hand), 1)] += 1
    # The questions are worth asking: most find something.
    assert totals[1] > QUESTIONS / 2

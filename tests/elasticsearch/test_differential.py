"""Random questions on 10,000 documents: both engines against a count in plain Python."""

import random
from collections import Counter

import pytest

from search.engines.database import DatabaseEngine
from search.engines.elasticsearch.engine import ElasticsearchEngine
from tests.elasticsearch.filling import fill
from tests.search import corpus
from tests.search.by_hand import ByHand
from tests.search.test_differential import assert_same, question

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

DOCUMENTS = 10_000
QUESTIONS = 2_000


def test_both_engines_answer_as_a_count_by_hand(server: str) -> None:
    made = corpus.make(DOCUMENTS, length=12)
    fill()
    by_hand, chance = ByHand(made), random.Random(5)
    totals = Counter()
    for _ in range(QUESTIONS):
        query = question(chance, made)
        total = assert_same(ElasticsearchEngine(), query, by_hand)
        assert assert_same(DatabaseEngine(), query, by_hand) == total
        totals[min(total, 1)] += 1
    assert totals[1] > QUESTIONS / 2

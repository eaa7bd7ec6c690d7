"""The measures, on examples worked by hand."""

from math import log2

import pytest

from tests.relevance.metrics import ndcg, recall, reciprocal_rank

GRADES = {"a": 3, "b": 2, "c": 1}


def test_the_best_order_has_all_the_gain() -> None:
    assert ndcg(["a", "b", "c", "x"], GRADES) == 1
    assert ndcg(["a"], {"a": 1}) == 1


def test_gain_is_exponential_and_falls_with_the_logarithm_of_the_rank() -> None:
    # Gains 7, 3 and 1; discounts 1, 1.585 and 2: best 7 + 1.893 + 0.5 = 9.393.
    best = 7 + 3 / log2(3) + 1 / 2
    assert best == pytest.approx(9.3928, abs=1e-4)
    # x, b, a: 0 + 1.893 + 3.5 = 5.393.
    assert ndcg(["x", "b", "a"], GRADES) == pytest.approx((3 / log2(3) + 7 / 2) / best)
    assert ndcg(["x", "b", "a"], GRADES) == pytest.approx(0.5741, abs=1e-4)


def test_what_comes_after_the_depth_gains_nothing_and_is_not_expected() -> None:
    assert ndcg(["x", "a"], GRADES, depth=1) == 0
    assert ndcg(["a"], {"a": 3, "b": 3}, depth=1) == 1


def test_no_document_and_no_judgement_gain_nothing() -> None:
    assert ndcg([], GRADES) == 0
    assert ndcg(["a"], {}) == 0
    assert ndcg(["a"], {"a": 0}) == 0


def test_reciprocal_rank_is_that_of_the_first_document_that_helps() -> None:
    assert reciprocal_rank(["b", "a"], GRADES) == 1
    assert reciprocal_rank(["x", "c", "b"], GRADES) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x", "c"], GRADES) == 0
    assert reciprocal_rank(["x", "a"], GRADES, depth=1) == 0


def test_recall_counts_the_documents_that_help() -> None:
    assert recall(["x", "b"], GRADES) == 1 / 2
    assert recall(["a", "b"], GRADES) == 1
    assert recall(["x", "b", "a"], GRADES, depth=2) == 1 / 2
    assert recall(["c"], {"c": 1}) == 0

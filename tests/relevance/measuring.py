"""Asks an engine every judged question."""

from collections.abc import Sequence
from statistics import mean
from typing import NamedTuple

from search.analysis import analyser
from tests.relevance.engines import Ask, Compared
from tests.relevance.judgements import Judged, Typo
from tests.relevance.metrics import ndcg, recall, reciprocal_rank


class Scores(NamedTuple):
    """The measures of one question, or their means over several."""

    ndcg: float
    reciprocal_rank: float
    recall: float


def scores(ask: Ask, questions: Sequence[Judged]) -> list[Scores]:
    """The scores of each question, in their order."""
    return [_score(ask(question.text), question.grades) for question in questions]


def _score(found: list[int], grades: dict[int, int]) -> Scores:
    return Scores(ndcg(found, grades), reciprocal_rank(found, grades), recall(found, grades))


def means(some: Sequence[Scores]) -> Scores:
    return Scores(*map(mean, zip(*some, strict=True)))


def mended(engine: Compared, typos: Sequence[Typo]) -> list[Typo]:
    """Those for which the engine offers the words that were meant, in any of their forms."""
    if engine.correct is None:
        return []
    terms = analyser("fr").terms
    return [typo for typo in typos if terms(engine.correct(typo.typed)) == terms(typo.meant)]

"""Measures of one ranked answer against its judgements; each is from 0 to 1, the best.

Grades are those of `questions.yaml`: 3 answers the question, 2 helps, 1 touches it; a document
without a grade has 0.
"""

from collections.abc import Hashable, Mapping, Sequence
from math import log2
from typing import TypeVar

# The least grade of a document that helps, where a measure only knows good and not good.
HELPS = 2
Document = TypeVar("Document", bound=Hashable)


def ndcg(found: Sequence[Document], grades: Mapping[Document, int], depth: int = 10) -> float:
    """The discounted cumulative gain of the first `depth`, over that of the best possible order.

    Gain 2^grade - 1, discount log2(rank + 1). Järvelin and Kekäläinen, "Cumulated gain-based
    evaluation of IR techniques", ACM TOIS 20(4), 2002; the exponential gain is that of Burges et
    al., "Learning to rank using gradient descent", ICML 2005.
    """
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(document, 0) for document in found[:depth]]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def reciprocal_rank(
    found: Sequence[Document], grades: Mapping[Document, int], depth: int = 10
) -> float:
    """One over the rank of the first document that helps; 0 where none of the first `depth` does.

    Voorhees, "The TREC-8 question answering track report", 1999.
    """
    ranks = (
        rank
        for rank, document in enumerate(found[:depth], start=1)
        if grades.get(document, 0) >= HELPS
    )
    return 1 / next(ranks, float("inf"))


def recall(found: Sequence[Document], grades: Mapping[Document, int], depth: int = 50) -> float:
    """The share of the documents that help which is among the first `depth`."""
    helping = {document for document, grade in grades.items() if grade >= HELPS}
    return len(helping & {*found[:depth]}) / len(helping) if helping else 0.0

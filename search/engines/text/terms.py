"""What a full-text index takes and gives."""

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from search.engines.words import Words

# Weights of a term by the field it stands in.
TITLE, SUMMARY, BODY = 8.0, 3.0, 1.0
# How many times what was typed counts against what editors declare equivalent to it.
TYPED = 2


class DocumentTerms(NamedTuple):
    """The terms of one document, by field, in the order of the text."""

    document_id: int
    title: list[str]
    summary: list[str]
    body: list[str]


class Statement(NamedTuple):
    """A statement in SQL and its parameters."""

    sql: str
    parameters: list[Any]


class TextIndex(Protocol):
    def write(self, documents: Iterable[DocumentTerms]) -> None:
        """Keep the terms of `documents`, whose rows exist, in place of those kept before."""

    def purge(self) -> None:
        """Leave nothing of deleted documents where the terms are stored."""

    def matching(self, words: Words) -> Statement:
        """A SELECT of (id, score) of each document that has the words; more is better."""

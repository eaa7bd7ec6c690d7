"""What the typed text asks of the index, in terms: clauses, synonyms, and how many must match."""

import unicodedata
from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from search.analysis import Analyser, analyser
from search.models.synonyms import alternatives
from search.query import MAX_TEXT, SearchQuery
from search.synonyms import declared

# Up to this many words all must match; of more, two thirds (rounded down), as Elasticsearch's
# minimum_should_match "2<67%": a question in a sentence need not find each of its words.
ALL_UP_TO = 2
SHARE = 0.67
MAX_CLAUSES = 24
MAX_SYNONYM_TERMS = 8  # terms of one alternative

Terms = tuple[str, ...]


@dataclass(frozen=True)
class Clause:
    """One thing sought: every one of `typed`, or the whole phrase of one of `equivalents`."""

    typed: Terms
    equivalents: tuple[Terms, ...] = ()

    @property
    def weight(self) -> int:
        """For how many of the typed words it stands."""
        return len(self.typed)


@dataclass(frozen=True)
class Words:
    """A text to seek; no clause: it holds no word that can be sought."""

    clauses: tuple[Clause, ...] = ()
    phrase: Terms = ()  # every term in the order typed
    # Term → a folded word that it was made of, for an engine that stems for itself.
    spelled: Mapping[str, str] = field(default_factory=dict)

    @property
    def required(self) -> int:
        """How many typed words a document must have."""
        total = sum(clause.weight for clause in self.clauses)
        return total if total <= ALL_UP_TO else int(total * SHARE)

    @property
    def all_required(self) -> bool:
        return self.required == sum(clause.weight for clause in self.clauses)

    @property
    def terms(self) -> frozenset[str]:
        """Every term that is sought, those of equivalents too: what to highlight."""
        return frozenset(
            term
            for clause in self.clauses
            for alternative in (clause.typed, *clause.equivalents)
            for term in alternative
        )


@dataclass(frozen=True)
class Equivalents:
    """What editors declare equivalent, in terms."""

    of: Mapping[Terms, tuple[Terms, ...]] = field(default_factory=dict)  # text → the others
    spelled: dict[str, str] = field(default_factory=dict)

    @cached_property
    def longest(self) -> int:
        """The terms of the longest text."""
        return max(map(len, self.of), default=1)


def asked(query: SearchQuery) -> Words:
    """The words of a question, with what the editors' synonyms make of them."""
    if not query.text:
        return Words()
    known = declared_equivalent(declared(query.locale), query.locale)
    return read(query.text, analyser(query.locale), known)


def read(text: str, reader: Analyser, known: Equivalents | None = None) -> Words:
    """The words of `text` (of any length and content) with the equivalents that are `known`.

    At each place the longest known text is taken.
    """
    spelled: dict[str, str] = {}
    terms = _terms(text[:MAX_TEXT], reader, spelled)[:MAX_CLAUSES]
    known = known or Equivalents()
    clauses: dict[Terms, Clause] = {}
    start = 0
    while start < len(terms):
        lengths = range(known.longest, 1, -1)
        length = next((n for n in lengths if terms[start : start + n] in known.of), 1)
        typed = terms[start : start + length]
        clauses.setdefault(typed, Clause(typed, known.of.get(typed, ())))
        start += length
    every = ChainMap(spelled, known.spelled)
    return Words(clauses=tuple(clauses.values()), phrase=terms, spelled=every)


@lru_cache(maxsize=16)
def declared_equivalent(sets: tuple[str, ...], locale: str) -> Equivalents:
    """What `sets` of synonyms, as editors write them, make equivalent.

    The sets of a text that is in several are joined. Read once until a set is changed.
    """
    reader = analyser(locale)
    spelled: dict[str, str] = {}
    found: dict[Terms, dict[Terms, None]] = {}
    for texts in sets:
        group = [_terms(text, reader, spelled)[:MAX_SYNONYM_TERMS] for text in alternatives(texts)]
        for terms in group:
            if terms:
                others = found.setdefault(terms, {})
                others.update((other, None) for other in group if other and other != terms)
    return Equivalents({terms: tuple(others) for terms, others in found.items()}, spelled)


def _terms(text: str, reader: Analyser, spelled: dict[str, str]) -> Terms:
    """The terms of `text` in order; the words that they are made of go into `spelled`."""
    found = []
    for word, _, _ in reader.words(unicodedata.normalize("NFC", text)):
        term = reader.term(word)
        if term:
            spelled.setdefault(term, word)
            found.append(term)
    return tuple(found)

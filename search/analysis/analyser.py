"""Cuts text into words that keep their place, and brings each to its term."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from search.analysis import english, french
from search.analysis.folding import fold

APOSTROPHES = "'’ʼ‘´`＇"
HYPHENS = "-‐‑–"
# Longest term kept: longer ones are no words, and databases have limits of their own.
MAX_TERM = 64
# Letters at the end of a term that a stemmer may have changed: "indicatif" is "indiq".
CHANGED = 2
SHORT = 4  # letters of the longest French words that are not stemmed
# A number in groups of three, initials with full stops, "aujourd'hui", or a word.
WORDS = re.compile(
    rf"""
    (?<!\w)\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?!\w)
    | (?<!\w)(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?
    | aujourd[{APOSTROPHES}]hui
    | [^\W_]+
    """,
    re.VERBOSE | re.IGNORECASE,
)
SEPARATORS = re.compile(r"[\W_]")


class Token(NamedTuple):
    """A term, and where its word stands in the text (characters)."""

    term: str
    start: int
    end: int


class Analyser:
    """The words of one language: `stem` turns a folded word into its term."""

    def __init__(
        self,
        *,
        stem: Callable[[str], str] = str,
        stop_words: frozenset[str] = frozenset(),
        elisions: frozenset[str] = frozenset(),
        prefixes: frozenset[str] = frozenset(),
        expansions: dict[str, str] | None = None,
        irregular: Iterable[str] = (),
    ) -> None:
        """`irregular`: folded words that do not begin as their term does."""
        self.stop_words = stop_words
        self.elisions = elisions
        self.prefixes = prefixes
        self.expansions = expansions or {}
        self._stem = stem
        self._term = lru_cache(maxsize=100_000)(self._make_term)
        self._fold = lru_cache(maxsize=100_000)(_fold_word)
        self._irregular: dict[str, list[str]] = {}
        for word in (*irregular, *self.expansions):
            self._irregular.setdefault(self._term(word), []).append(word)

    def tokens(self, text: str) -> Iterator[Token]:
        """The terms of `text` (in NFC) in order, without stop words."""
        for word, start, end in self.words(text):
            term = self._term(word)
            if term:
                yield Token(term, start, end)

    def terms(self, text: str) -> list[str]:
        """The terms of `text` in order, repeated as in the text."""
        term = self._term
        found = (term(word) for word, _, _ in self.words(unicodedata.normalize("NFC", text)))
        return [each for each in found if each]

    def words(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The folded words of `text` and their places; elided articles are none."""
        held: tuple[str, int] | None = None  # a prefix that waits for what follows its hyphen
        for match in WORDS.finditer(text):
            start, end = match.span()
            word = self._fold(match[0])
            following = text[end : end + 2]
            if held:
                word, start, held = held[0] + word, held[1], None
            joins = len(following) == 2 and following[1].isalpha()
            if joins and following[0] in APOSTROPHES and word in self.elisions:
                continue
            if joins and following[0] in HYPHENS and word in self.prefixes:
                held = (word, start)
                continue
            if word:
                yield word, start, end

    def term(self, word: str) -> str:
        """The term of a folded word; empty for a stop word."""
        return self._term(word)

    def beginnings(self, term: str) -> tuple[str, ...]:
        """What folded words of that term begin with: each with one of these."""
        regular = [term]
        if term.isascii() and term.isalpha():
            if len(term) >= SHORT:
                regular = [term[: max(len(term) - CHANGED, SHORT - 1)]]
            elif term.endswith("i"):
                regular.append(f"{term[:-1]}y")  # "foyer" is "foi"
        return (*regular, *self._irregular.get(term, ()))

    def _make_term(self, word: str) -> str:
        if word in self.stop_words:
            return ""
        word = self.expansions.get(word, word)
        # Codes and numbers are exact; so are words of other scripts.
        if word.isascii() and word.isalpha():
            word = self._stem(word)
        return word[:MAX_TERM]


def _fold_word(word: str) -> str:
    """A matched word, folded and closed up: "35 000" → 35000, "A.M.O." → amo."""
    folded = fold(word)
    return folded if folded.isalnum() else SEPARATORS.sub("", folded)


_french_stemmer = Stemmer.Stemmer("french", 0)
_english_stemmer = Stemmer.Stemmer("english", 0)


def stem_french(word: str) -> str:
    """The term of a folded French word.

    Snowball, after two rules of the light French stemmer (Savoy, 2006): the plural s goes first,
    since on folded words Snowball keeps that of "velos"; short words stay whole, else the river
    Lède is a LED and a case (a box) is a cas.
    """
    if word in french.OVERRIDES:
        return french.OVERRIDES[word]
    if word in french.INVARIABLE:
        return word
    if len(word) > 3 and word[-1] == "s" and word[-2] != "s":
        word = word[:-1]
        if word in french.OVERRIDES:
            return french.OVERRIDES[word]
    if len(word) <= SHORT:
        return word
    return _french_stemmer.stemWord(word)


ANALYSERS = {
    "fr": Analyser(
        stem=stem_french,
        stop_words=french.STOP_WORDS,
        elisions=french.ELISIONS,
        prefixes=french.PREFIXES,
        expansions=french.EXPANSIONS,
        irregular=french.OVERRIDES,
    ),
    "en": Analyser(
        stem=_english_stemmer.stemWord,
        stop_words=english.STOP_WORDS,
        prefixes=english.PREFIXES,
        expansions=english.EXPANSIONS,
        irregular=("using",),
    ),
}
PLAIN = Analyser()


def analyser(locale: str) -> Analyser:
    """The analyser of a language code ("fr", "fr-simple", "en"); one without stemming else."""
    return ANALYSERS.get(locale.split("-")[0], PLAIN)

"""The spelling to offer when words that were typed are nowhere to be found."""

import unicodedata

from search.analysis import Analyser, analyser
from search.engines.matching import frequencies, matches
from search.engines.words import Words, read
from search.query import MAX_TEXT, SearchQuery
from search.spelling import Candidate, candidates

MOST_WORDS = 8  # typed words that are looked at
TRIED = 5  # near words of each that are counted


def correct(query: SearchQuery, words: Words) -> str:
    """The text with its unknown words replaced by near ones of the index; empty: none helps.

    `words` are those of `query` (`asked`). What is offered finds something that the public may
    see: a word that only a withdrawn page had is never offered, and a word with a declared
    equivalent is no mistake. At most three queries.
    """
    reader = analyser(query.locale)
    text = unicodedata.normalize("NFC", query.text[:MAX_TEXT])
    typed = [(word, start, end) for word, start, end in reader.words(text) if reader.term(word)][
        :MOST_WORDS
    ]
    near = _near(query.locale, {word for word, _, _ in typed if word.isalpha()})
    if not near:
        return ""
    better = _replacements({word for word, _, _ in typed}, near, reader, query.locale)
    if not better:
        return ""
    declared = {term for clause in words.clauses if clause.equivalents for term in clause.typed}
    better = {word: new for word, new in better.items() if reader.term(word) not in declared}
    parts, place = [], 0
    for word, start, end in typed:
        parts += [text[place:start], better.get(word, text[start:end])]
        place = end
    corrected = "".join([*parts, text[place:]])
    return corrected if better and matches(read(corrected, reader), query.locale) else ""


def _near(locale: str, words: set[str]) -> dict[str, list[Candidate]]:
    """For each word the nearest of the index: one letter away, two in longer words."""
    near: dict[str, list[Candidate]] = {}
    for candidate in candidates(locale, words):
        some = near.setdefault(candidate.typed, [])
        if candidate.distance <= (1 if len(candidate.typed) <= 5 else 2) and len(some) < TRIED:
            some.append(candidate)
    return {word: some for word, some in near.items() if some}


def _replacements(
    words: set[str], near: dict[str, list[Candidate]], reader: Analyser, locale: str
) -> dict[str, str]:
    """For each word that no visible document has, the best of its near ones that one has."""
    terms = {
        candidate.shown: reader.terms(candidate.shown)
        for some in near.values()
        for candidate in some
    }
    counted = {reader.term(word) for word in words} | {
        term for its_terms in terms.values() for term in its_terms
    }
    often = frequencies(sorted(counted), locale)
    better: dict[str, str] = {}
    for word, some in near.items():
        if often[reader.term(word)]:
            continue
        usable = [
            (candidate.distance, -often[terms[candidate.shown][0]], candidate.shown)
            for candidate in some
            if terms[candidate.shown] and often[terms[candidate.shown][0]]
        ]
        if usable:
            better[word] = min(usable)[2]
    return better

"""Did you mean: words of the index that are one or two letters away from what was typed."""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import F

from search.analysis import analyser
from search.documents import Record
from search.models import Spelling

MIN_LENGTH, MAX_LENGTH = 4, 40  # letters; shorter words are near to too many others
READ_BATCH = 500  # words in one look-up


# Two editors may bring the same new word at the same time.
INSERT = (
    "INSERT INTO search_spelling (locale, key, word, shown) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT DO NOTHING"
)


class Candidate(NamedTuple):
    """A word of the index for one that was typed, and how many edits lie between them."""

    typed: str  # folded
    shown: str
    distance: int


def learn(records: Iterable[Record]) -> None:
    """Keep the words of `records` that the index has not met yet."""
    words: dict[tuple[str, str], str] = {}
    for record in records:
        read = analyser(record.locale)
        texts = [record.title, record.summary, *record.keywords, record.body]
        text = unicodedata.normalize("NFC", "\n".join(texts))
        for word, start, end in read.words(text):
            if MIN_LENGTH <= len(word) <= MAX_LENGTH and word.isalpha() and read.term(word):
                words.setdefault((record.locale, word), text[start:end].lower())
    for locale in {locale for locale, _ in words}:
        _add(locale, {word: shown for (its, word), shown in words.items() if its == locale})


def _add(locale: str, words: dict[str, str]) -> None:
    wanted = list(words)
    for start in range(0, len(wanted), READ_BATCH):
        some = wanted[start : start + READ_BATCH]
        met = Spelling.objects.filter(locale=locale, key__in=some, word=F("key"))
        new = {*some} - {*met.values_list("word", flat=True)}
        rows = [
            (locale, key, word, words[word][:MAX_LENGTH])
            for word in sorted(new)
            for key in sorted(keys(word))
        ]
        # Past the models: a first build writes some ten rows for each word of the language.
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, rows)


def keys(word: str) -> set[str]:
    """The word, and the word with any one letter left out."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def candidates(locale: str, words: Iterable[str]) -> list[Candidate]:
    """Words of the index near each of the folded `words`, nearest first: one query."""
    # A plural with a mistake in it is near to the singular, which may be all that the index has.
    wanted = {
        word: keys(word) | keys(word.removesuffix("s"))
        for word in words
        if MIN_LENGTH <= len(word) <= MAX_LENGTH
    }
    if not wanted:
        return []
    sought = set().union(*wanted.values())
    rows = Spelling.objects.filter(locale=locale, key__in=sought).values_list(
        "key", "word", "shown"
    )
    found: dict[tuple[str, str], Candidate] = {}
    for key, word, shown in rows:
        for typed, its_keys in wanted.items():
            if key in its_keys and word != typed:
                candidate = Candidate(typed, shown, distance(typed, word))
                found.setdefault((typed, word), candidate)
    return sorted(found.values(), key=lambda each: (each.distance, each.shown))


def distance(one: str, other: str) -> int:
    """Edits from one word to the other: letters put in, left out, changed, or swapped."""
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, other_letter in enumerate(other, start=1):
            best = min(
                previous[column] + 1,
                current[column - 1] + 1,
                previous[column - 1] + (letter != other_letter),
            )
            if (
                row > 1
                and column > 1
                and letter == other[column - 2]
                and one[row - 2] == other_letter
            ):
                best = min(best, before[column - 2] + 1)
            current.append(best)
        before, previous = previous, current
    return previous[-1]

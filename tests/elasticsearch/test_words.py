"""The server reads French and English as the embedded engine does."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from search.analysis import analyser
from search.engines.elasticsearch.analysis import NAME
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.indices import alias
from tests.search.word_pairs import APART, SAME

pytestmark = pytest.mark.elasticsearch

CONTENT = Path("home/demonstration/content")
LINES = 200  # sent at once: the server makes at most 10,000 terms of a text
# Snowball's French has moved on since the release that the server has: of -ais it leaves the
# feminine alone. Word → the server's term.
DIFFERENT = {"nantaise": "nantais", "nantaises": "nantais", "lyonnaise": "lyonnais"}

Read = Callable[[str], list[str]]


@pytest.fixture
def read(server: str) -> Read:
    def terms(text: str) -> list[str]:
        # As documents and questions are sent.
        composed = unicodedata.normalize("NFC", text)
        found = client().indices.analyze(index=alias("fr"), analyzer=NAME, text=composed)
        return [token["token"] for token in found["tokens"]]

    return terms


def both(text: str) -> list[str]:
    """The terms of the embedded engine, those of words that differ as the server has them."""
    french = analyser("fr")
    words = (word for word, _, _ in french.words(unicodedata.normalize("NFC", text)))
    return [term for word in words if (term := DIFFERENT.get(word, french.term(word)))]


def test_words_that_must_meet_meet_and_those_that_must_not_do_not(read: Read) -> None:
    for typed, written in SAME:
        assert set(read(typed)) <= set(read(written)), (typed, written)
    for typed, written in APART:
        assert not set(read(typed)) <= set(read(written)), (typed, written)


def test_every_word_of_the_demonstration_has_one_term_in_both_engines(read: Read) -> None:
    files = sorted(CONTENT.glob("*.yaml"))
    assert files
    for path in files:
        lines = path.read_text("utf-8").splitlines()
        for start in range(0, len(lines), LINES):
            text = "\n".join(lines[start : start + LINES])
            terms = both(text)
            assert read(text) == terms, path


def test_words_that_differ_do(read: Read) -> None:
    for word, term in DIFFERENT.items():
        assert read(word) == [term] != analyser("fr").terms(word)


@pytest.mark.parametrize(
    "text",
    ["1 234 567 € et 12 345", "1 234 5678", "2024 100 places", "A.M.O. et a.b", "M. Dupont"]
    + ["A.M.Oui", "co-voiturage", "éco‑quartier", "L’Haÿ-les-Roses", "aujourd’hui", "d'où"]
    + ["snake_case", "5G, 2A004 !", "Œuilly", "ÉLUES", "le bois des bus", "presqu'île", "👍 ok"],
)
def test_numbers_initials_and_joints_are_read_alike(read: Read, text: str) -> None:
    assert read(text) == analyser("fr").terms(text)

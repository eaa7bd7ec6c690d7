"""Lower case, without accents, ligatures spelled out: the form in which words are compared."""

import unicodedata

# Letters that Unicode does not decompose.
LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def fold(text: str) -> str:
    """`text` in lower case, without accents, its ligatures spelled out (Œuilly → oeuilly)."""
    lower = text.lower()
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFKD", lower.translate(LIGATURES))
    return "".join(mark for mark in decomposed if unicodedata.category(mark) != "Mn")


def words(text: str) -> frozenset[str]:
    """The words of a list in `text`, parted by white space."""
    return frozenset(text.split())

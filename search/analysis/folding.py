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
    # Decomposition brings forth capitals (𝞐), and lower case brings forth marks (İ).
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", lower).lower())
    plain = "".join(mark for mark in decomposed if unicodedata.category(mark) != "Mn")
    return plain.translate(LIGATURES)


def words(text: str) -> frozenset[str]:
    """The words of a list in `text`, parted by white space."""
    return frozenset(text.split())

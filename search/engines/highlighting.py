"""Marks the sought words in a text, and chooses the passage that says most; safe HTML comes out."""

import unicodedata
from collections.abc import Set
from html import escape

from search.analysis import Analyser, Token
from search.analysis.folding import squeezed

PASSAGE = 240  # characters, about three lines
# Characters of a body that are looked through: what bounds the time of a page.
LOOKED_THROUGH = 12_000
PIECE = 2_000  # characters of a long text that are looked through or left out together
MORE = "…"


def marked(text: str, terms: Set[str], read: Analyser) -> str:
    """`text` as HTML with the words of `terms` in <mark>; empty when it has none of them."""
    text = unicodedata.normalize("NFC", text)
    found = [token for token in read.tokens(text) if token.term in terms]
    return _html(text, found, 0, len(text)) if found else ""


def passage(text: str, terms: Set[str], read: Analyser) -> str:
    """The passage of `text` with most of the sought words, marked; empty when it has none."""
    text = unicodedata.normalize("NFC", text[:LOOKED_THROUGH])
    found: list[Token] = []
    missing = set(terms)
    for token in read.tokens(text):
        # Beyond the place where every word was seen, nothing can be better.
        if not missing and token.start > found[-1].end + PASSAGE:
            break
        if token.term in terms:
            found.append(token)
            missing.discard(token.term)
    return _best(text, found)


def far_passage(text: str, terms: Set[str], read: Analyser) -> str:
    """As `passage`, of a text however long: the pieces that promise most are looked through."""
    text = unicodedata.normalize("NFC", text)
    found = [
        Token(term, start + token_start, start + token_end)
        for start, end in _promising(text, [read.beginnings(term) for term in terms])
        for term, token_start, token_end in read.tokens(text[start:end])
        if term in terms
    ]
    return _best(text, found)


def _promising(text: str, sought: list[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Where the pieces stand, in order, that may have most of the words with those beginnings."""
    found = []
    start = 0
    while start < len(text):
        end = start + PIECE
        if end < len(text):
            end = text.rfind(" ", start, end) + 1 or end
        letters = squeezed(text[start:end])
        # What has no ASCII form cannot be told apart so.
        has = sum(
            any(each in letters or not each.isascii() for each in beginnings)
            for beginnings in sought
        )
        if has:
            found.append((-has, start, end))
        start = end
    best = sorted(found)[: LOOKED_THROUGH // PIECE]
    return sorted((start, end) for _, start, end in best)


def _best(text: str, found: list[Token]) -> str:
    """The passage around those of the tokens that stand together, as HTML."""
    if not found:
        return ""
    first = max(range(len(found)), key=lambda place: _worth(found, place))
    start, end = _bounds(text, found[first])
    inside = [token for token in found if token.start >= start and token.end <= end]
    html = _html(text, inside, start, end)
    return f"{MORE if start else ''}{html}{MORE if end < len(text) else ''}"


def _worth(found: list[Token], place: int) -> tuple[int, int, int]:
    """How good a passage is that begins with this word: different words, words, how early."""
    end = found[place].start + PASSAGE * 3 // 4
    inside = [token.term for token in found[place : place + 40] if token.end <= end]
    return len(set(inside)), len(inside), -place


def _bounds(text: str, token: Token) -> tuple[int, int]:
    """Where a passage around `token` begins and ends: at the edges of words, within a paragraph."""
    start = max(0, token.start - PASSAGE // 4)
    line = text.rfind("\n", start, token.start)
    if line >= 0:
        start = line + 1
    elif start:
        start = text.find(" ", start, token.start) + 1 or token.start
    end = min(len(text), max(start + PASSAGE, token.end))
    if end < len(text):
        end = max(text.rfind(" ", token.end, end), token.end)
    return start, end


def _html(text: str, tokens: list[Token], start: int, end: int) -> str:
    """text[start:end] escaped, with the tokens marked; one line."""
    parts = []
    for token in tokens:
        parts.append(escape(text[start : token.start]))
        parts.append(f"<mark>{escape(text[token.start : token.end])}</mark>")
        start = token.end
    parts.append(escape(text[start:end]))
    return " ".join("".join(parts).split())

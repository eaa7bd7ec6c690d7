"""Text for drawn pictures: the fonts of the site, wrapped and shrunk to fit."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
HEADING = "bricolage-grotesque-650.ttf"
TEXT = "atkinson-hyperlegible-next-500.ttf"
Font = ImageFont.FreeTypeFont
ELLIPSIS = "…"


@lru_cache(maxsize=64)
def font(name: str, size: int) -> Font:
    """One of the fonts above, `size` pixels high. Fixed layout: same ink each time."""
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=2048)
def has_glyph(name: str, character: str) -> bool:
    if character.isspace():
        return True
    glyph = font(name, 32).getmask(character)
    missing = font(name, 32).getmask("\U0010fffd")
    return bytes(glyph) != bytes(missing) or glyph.size != missing.size


def drawable(text: str, name: str = HEADING) -> str:
    """`text` in one line, as far as the font can write it: bare letters for those it lacks."""
    text = unicodedata.normalize("NFC", " ".join(text.replace("\u202f", "\u00a0").split(" ")))
    written = []
    for character in text:
        if character in "\n\r\t" or not character.isprintable() and character != "\u00a0":
            written.append(" ")
        elif has_glyph(name, character):
            written.append(character)
        else:
            bare = unicodedata.normalize("NFKD", character)[0]
            written.append(bare if bare != character and has_glyph(name, bare) else "")
    return " ".join(part for part in "".join(written).split(" ") if part)


def wrap(text: str, face: Font, width: float) -> list[str]:
    """Lines of at most `width` pixels; a word that is longer than a line is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        while face.getlength(word) > width:
            cut = next(n for n in range(len(word), 0, -1) if n == 1 or fits(word[:n], face, width))
            if line:
                lines.append(line)
                line = ""
            lines.append(word[:cut])
            word = word[cut:]
        longer = f"{line} {word}".strip(" ")
        if fits(longer, face, width):
            line = longer
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line else lines


def fits(text: str, face: Font, width: float) -> bool:
    return face.getlength(text) <= width


def fit(
    text: str, name: str, *, width: float, height: float, sizes: range
) -> tuple[Font, list[str]]:
    """The largest of `sizes` (pixels, falling) at which the wrapped text is at most `height` high.

    At the smallest, what is left over gives way to an ellipsis.
    """
    for size in sizes:
        face = font(name, size)
        lines = wrap(text, face, width)
        if len(lines) * line_height(face) <= height:
            return face, lines
    room = int(height // line_height(face))
    return face, [*lines[: room - 1], shorten(" ".join(lines[room - 1 :]), face, width)]


def shorten(text: str, face: Font, width: float) -> str:
    """`text` on one line of `width` pixels, ended by an ellipsis when it does not fit."""
    if fits(text, face, width):
        return text
    while text and not fits(text + ELLIPSIS, face, width):
        text = text[:-1]
    return text.rstrip(" ,;:.") + ELLIPSIS


def line_height(face: Font) -> int:
    return round(face.size * 1.12)

"""Share cards: the picture that social networks and messengers show beside a link (Open Graph)."""

import hashlib
import io
from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import quote_etag
from django.views.decorators.http import etag
from PIL import Image, ImageDraw

from media.covers import landscape
from media.lettering import HEADING, TEXT, drawable, fit, font, line_height, shorten

WIDTH, HEIGHT = 1200, 630
CONTENT_TYPE = "image/jpeg"
# Part of every key: raise it when the drawing changes, so that stored cards are drawn anew.
VERSION = "1"
FOLDER = "cards"
_told_by: list[Callable[[], Iterable[dict[str, str]]]] = []

# From the tokens of site/static: paper, ink, muted, accent, brand, accent-fill, rule.
PAPER, INK, MUTED, ACCENT = (252, 251, 247), (23, 33, 28), (82, 96, 88), (163, 67, 26)
BRAND, FILL, RULE = (29, 81, 64), (207, 134, 56), (222, 220, 207)
MARGIN, PANEL = 64, 760
TITLE_WIDTH = PANEL - 2 * MARGIN
LINE_SIZES = (29, 26, 23, 20)
# The logo: three green parcels and a warm one round a common (40 × 40 units).
PARCELS = (
    (BRAND, ((2, 3.5), (19, 2.3), (18.2, 12.5), (14.5, 14.4), (12.3, 18.1), (2, 17.2))),
    (FILL, ((22, 2.6), (38, 4), (37.4, 18), (27.6, 18.4), (25.4, 14.4), (21.2, 12.5))),
    (BRAND, ((37.3, 21), (36.5, 36.6), (21.2, 37.6), (21.6, 27.8), (25.6, 25.6), (27.6, 21.4))),
    (BRAND, ((2, 20.2), (12.2, 21), (14.4, 25.4), (18.6, 27.7), (18.2, 37.5), (2.8, 36))),
)


def card_for(*, title: str, kind: str, line: str, slug: str, theme: str) -> bytes:
    """A JPEG of 1200 × 630 pixels, the same for the same words, slug and theme.

    `kind` is what the page is ("Fiche d’expérience"), `line` says where ("Œuilly, Aisne"); both may
    be empty. `slug` and `theme` choose the landscape, as in `media.covers.cover_for`.
    """
    card = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    picture = landscape(slug=slug, theme=theme)
    picture = picture.resize((round(picture.width * HEIGHT / picture.height), HEIGHT))
    left = (picture.width - (WIDTH - PANEL)) // 2
    card.paste(picture.crop((left, 0, left + WIDTH - PANEL, HEIGHT)), (PANEL, 0))
    draw = ImageDraw.Draw(card)
    top = 72
    if kind := drawable(kind):
        face = font(HEADING, 30)
        draw.text((MARGIN, top), shorten(kind, face, TITLE_WIDTH), ACCENT, face)
    top += 58
    bottom = HEIGHT - 196 if line else HEIGHT - 140
    face, lines = fit(
        drawable(title), HEADING, width=TITLE_WIDTH, height=bottom - top, sizes=range(68, 31, -4)
    )
    for text in lines:
        draw.text((MARGIN, top), text, INK, face)
        top += line_height(face)
    draw_line(draw, line, top + 20)
    draw_brand(draw)
    target = io.BytesIO()
    card.save(target, "JPEG", quality=86, subsampling=0, optimize=True, progressive=True)
    return target.getvalue()


def draw_line(draw: ImageDraw.ImageDraw, line: str, top: float) -> None:
    """Where the page is about; figures in the heading face (the text face slashes zeros)."""
    line = drawable(line, TEXT)
    for size in LINE_SIZES:
        faces = {True: font(HEADING, size), False: font(TEXT, size)}
        steps = [(letter, faces[letter.isdigit()]) for letter in line]
        if sum(face.getlength(letter) for letter, face in steps) <= TITLE_WIDTH:
            break
    else:
        steps = [(shorten(line, faces[False], TITLE_WIDTH), faces[False])]
    x: float = MARGIN
    for text, face in steps:
        draw.text((x, top + 30), text, MUTED, face, anchor="ls")
        x += face.getlength(text)


def draw_brand(draw: ImageDraw.ImageDraw) -> None:
    top = HEIGHT - 100
    draw.line([(MARGIN, top), (PANEL - MARGIN, top)], RULE, 2)
    for colour, outline in PARCELS:
        draw.polygon([(MARGIN + x * 1.1, top + 28 + y * 1.1) for x, y in outline], fill=colour)
    name = drawable(str(settings.WAGTAIL_SITE_NAME))
    draw.text((MARGIN + 60, top + 62), name, BRAND, font(HEADING, 32), anchor="ls")


def card_key(*, title: str, kind: str, line: str, slug: str, theme: str) -> str:
    """Stands for everything that the card shows; a strong entity tag, too."""
    parts = (VERSION, str(settings.WAGTAIL_SITE_NAME), title, kind, line, slug, theme)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]


def card_name(**words: str) -> str:
    """Where the card that says `words` lies in the storage of renditions, once it is drawn."""
    key = card_key(**words)
    return f"{FOLDER}/{key[:2]}/{key[2:]}.jpg"


def register_cards(words_of_all: Callable[[], Iterable[dict[str, str]]]) -> None:
    """Have `cards_in_use` ask `words_of_all` for what the cards of a room's pages say now.

    Rooms above call it at the start: cards have no rows by which this room could know its own.
    """
    _told_by.append(words_of_all)


def cards_in_use() -> set[str]:
    """The names of the cards of every page as it is now, drawn or not."""
    return {card_name(**words) for words_of_all in _told_by for words in words_of_all()}


def stored_card(*, title: str, kind: str, line: str, slug: str, theme: str) -> str:
    """The name of the card in the storage of renditions; it is drawn when it is not there yet."""
    words = {"title": title, "kind": kind, "line": line, "slug": slug, "theme": theme}
    name = card_name(**words)
    storage = storages["renditions"]
    if not storage.exists(name):
        kept = storage.save(name, ContentFile(card_for(**words)))
        if kept != name:  # drawn by two at once: one is enough
            storage.delete(kept)
    return name


def card_response(
    request: HttpRequest, *, title: str, kind: str, line: str, slug: str, theme: str
) -> HttpResponseBase:
    """The answer of a view that has found the page and knows that the visitor may see it."""
    words = {"title": title, "kind": kind, "line": line, "slug": slug, "theme": theme}

    @etag(lambda request: quote_etag(card_key(**words)))
    def answer(request: HttpRequest) -> HttpResponseBase:
        card = storages["renditions"].open(stored_card(**words))
        response = FileResponse(card, content_type=CONTENT_TYPE)
        response["Cache-Control"] = "public, max-age=86400"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    return answer(request)

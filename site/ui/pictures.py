"""Responsive pictures: which renditions an image gets, and their srcset."""

from dataclasses import dataclass

from wagtail.images.models import AbstractImage, AbstractRendition

# Best compression first: a browser takes the first type that it knows.
# WebP alone: AVIF takes ten times as long to draw and saves little on pictures of this size.
FORMATS = (("webp", "image/webp"),)
# Pixels. A phone, a phone with a fine screen or half a page, a whole page.
WIDTHS = (400, 800, 1200)


@dataclass(frozen=True)
class Source:
    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    sources: tuple[Source, ...]
    src: str
    width: int
    height: int


def widths(image: AbstractImage, ratio: tuple[int, int] | None = None) -> list[int]:
    """The widths, in pixels, that this image can fill without being enlarged."""
    largest = image.width
    if ratio:
        largest = min(largest, image.height * ratio[0] // ratio[1])
    fitting = [width for width in WIDTHS if width <= largest]
    return fitting or [max(largest, 1)]


def specifications(image: AbstractImage, ratio: tuple[int, int] | None = None) -> list[str]:
    """Wagtail filter specifications of every rendition that `picture` takes for this image."""
    return [
        _specification(width, name, ratio) for width in widths(image, ratio) for name, _ in FORMATS
    ]


def picture(image: AbstractImage, ratio: tuple[int, int] | None = None) -> Picture:
    """The sources of an image; `ratio` (16, 9) crops it around its focal point.

    Makes the renditions that are missing. One query an image at most, none where its renditions
    were prefetched (`prefetch_related("cover__renditions")`) or are in the cache.
    """
    made = image.get_renditions(*specifications(image, ratio))
    sources = []
    for name, type_ in FORMATS:
        renditions = [made[_specification(width, name, ratio)] for width in widths(image, ratio)]
        sources.append(Source(type_, ", ".join(f"{r.url} {r.width}w" for r in renditions)))
    fallback: AbstractRendition = renditions[-1]
    return Picture(tuple(sources), fallback.url, fallback.width, fallback.height)


def _specification(width: int, name: str, ratio: tuple[int, int] | None) -> str:
    size = f"fill-{width}x{round(width * ratio[1] / ratio[0])}" if ratio else f"width-{width}"
    return f"{size}|format-{name}"

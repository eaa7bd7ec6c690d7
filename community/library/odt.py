"""Writes a text document: headings and paragraphs, as OpenDocument (odfdo)."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from odfdo import Document, Header, Paragraph


@dataclass(frozen=True)
class Part:
    """A heading, which may be empty, and the paragraphs under it; in plain text."""

    heading: str
    paragraphs: tuple[str, ...]
    level: int = 1  # of the heading, below the title


def odt(*, title: str, parts: Iterable[Part]) -> bytes:
    """The file: `title` on top, then the parts."""
    document = Document("text")
    document.meta.title = title
    body = document.body
    body.clear()
    body.append(Header(1, title))
    for part in parts:
        if part.heading:
            body.append(Header(1 + part.level, part.heading))
        for paragraph in part.paragraphs:
            body.append(Paragraph(paragraph))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()

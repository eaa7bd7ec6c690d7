"""From the plain prose of the content files to rich text and to the blocks of a body.

Paragraphs are separated by an empty line; lines that begin with "- " make a list.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.html import escape

from home.demonstration.reading import key_of

Block = dict[str, Any]


def rich_text(prose: str) -> str:
    """`prose` as rich text: paragraphs and lists, everything else escaped."""
    return "".join(_part(part.splitlines()) for part in prose.strip().split("\n\n") if part.strip())


def _part(lines: list[str]) -> str:
    """One paragraph, or one list; a list may directly follow the sentence that opens it."""
    opening = [line.strip() for line in lines if not line.startswith("- ")]
    items = [escape(line[2:].strip()) for line in lines if line.startswith("- ")]
    html = f"<p>{escape(' '.join(opening))}</p>" if opening else ""
    if items:
        html += "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    return html


def body(*blocks: Block | None, of: tuple[str, ...]) -> list[Block]:
    """A StreamField's raw value; each block gets an identifier that derives from `of`."""
    present = [block for block in blocks if block]
    return [block | {"id": str(key_of(*of, place))} for place, block in enumerate(present)]


def text(prose: str) -> Block | None:
    """A block of text; None without text."""
    return {"type": "text", "value": rich_text(prose)} if prose.strip() else None


def sub_heading(words: str, level: int = 2) -> Block:
    return {"type": "heading", "value": {"level": str(level), "text": words}}


def page_blocks(ids: Iterable[int]) -> list[Block]:
    """One block that shows a page of this site, for each identifier."""
    return [{"type": "page", "value": pk} for pk in ids]


def key_figures(figures: list[dict[str, str]], of: tuple[str, ...]) -> Block | None:
    """The figures set large; None without any."""
    if not figures:
        return None
    items = [
        {
            "type": "item",
            "id": str(key_of(*of, "figure", place)),
            "value": {
                "value": str(figure["value"]),
                "unit": figure.get("unit") or "",
                "label": figure["label"],
            },
        }
        for place, figure in enumerate(figures)
    ]
    return {"type": "key_figures", "value": items}

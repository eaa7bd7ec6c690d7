"""What keeps a stream of blocks from being published: images without words, skipped headings."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue


def stream_problems(stream: StreamValue | None) -> list[str]:
    """What to do in `stream` before it is published, in words (RGAA 4.1, criteria 1.1 and 9.1)."""
    return [*_images(stream), *_headings(stream)] if stream else []


def _images(stream: StreamValue) -> Iterator[str]:
    for position, block in enumerate(stream, start=1):
        if block.block_type in ("image", "figure"):
            figures = [block.value]
        elif block.block_type == "gallery":
            figures = list(block.value)
        else:
            continue
        for figure in figures:
            if not figure["alt"].strip() and not figure["decorative"]:
                yield _(
                    "Block %(position)s: describe the image in its text alternative, "
                    "or tick “decorative”."
                ) % {"position": position}


def _headings(stream: StreamValue) -> Iterator[str]:
    seen_heading = False
    for position, block in enumerate(stream, start=1):
        if block.block_type != "heading":
            continue
        if block.value["level"] == "2":
            seen_heading = True
        elif not seen_heading:
            yield _(
                "Block %(position)s: the sub-heading “%(text)s” needs a heading before it; "
                "add one, or make it a heading."
            ) % {"position": position, "text": block.value["text"]}
            seen_heading = True

"""The words of rich text and of StreamField bodies, without loading what they point to."""

from collections.abc import Iterator
from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from ui.plain import plain

# Fields that say how something is shown, or whose it is, not what it is.
SILENT = ("credit",)


def stream_text(stream: blocks.StreamValue | None) -> list[str]:
    """The texts of a StreamField value in order: headings, prose, captions, cells, figures."""
    return list(_texts(stream.stream_block, list(stream.raw_data))) if stream else []


def _texts(block: blocks.Block, value: Any) -> Iterator[str]:
    if value is None or value == "":
        return
    if isinstance(block, TypedTableBlock):
        yield from _cells(value)
    elif isinstance(block, blocks.RichTextBlock):
        yield plain(value)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.DecimalBlock):
        yield str(value)
    else:
        for child_block, child in children(block, value):
            yield from _texts(child_block, child)


def children(block: blocks.Block, value: Any) -> Iterator[tuple[blocks.Block, Any]]:
    """The blocks inside a block, and their raw values; none for what holds no text."""
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            if child["type"] in block.child_blocks:
                yield block.child_blocks[child["type"]], child["value"]
    elif isinstance(block, blocks.StructBlock):
        for name, child_block in block.child_blocks.items():
            if name not in SILENT:
                yield child_block, value.get(name)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            # Items are kept bare by old versions of Wagtail, with an identifier by new ones.
            wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
            yield block.child_block, item["value"] if wrapped else item


def _cells(table: Any) -> Iterator[str]:
    yield from (column["heading"] for column in table["columns"] if column["heading"])
    yield from (str(cell) for row in table["rows"] for cell in row["values"] if cell)
    yield from filter(None, [table.get("caption")])

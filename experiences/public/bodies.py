"""Everything that the text of a page refers to, looked up at once: pages, pictures, documents."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from experiences.public import links
from experiences.public.lines import Line, lines
from media.models import Picture


@dataclass(frozen=True)
class Part:
    """A block of a stream, or pages of ours that follow one another in it."""

    block: Any = None
    lines: tuple[Line, ...] = ()


class Bodies:
    """The streams and rich texts of one page, ready to render.

    `streams` and `prose` are by name; `page_ids` are further pages of which lines are wanted.
    Renditions of the pictures in the streams, and of the `cover`, are looked up too. A constant
    number of queries, however many blocks, links and pictures there are.
    """

    def __init__(
        self,
        request: HttpRequest,
        *,
        language: str,
        streams: Mapping[str, StreamValue],
        prose: Mapping[str, str] | None = None,
        page_ids: Iterable[int] = (),
        cover: Picture | None = None,
    ) -> None:
        self._streams = streams
        self._prose = prose or {}
        # Values of all blocks but pages, which are lines.
        self._blocks = {name: _blocks(stream) for name, stream in streams.items()}
        values = [block.value for blocks in self._blocks.values() for block in blocks.values()]
        texts = [text for value in values for text in _of_type(value, RichText)]
        sources = [*self._prose.values(), *(text.source for text in texts)]
        self._lines = lines(
            {
                *page_ids,
                *(pk for stream in streams.values() for pk in pages_in(stream)),
                *links.linked_ids(sources, "page"),
            },
            request,
            language=language,
        )
        self._addresses = {
            "pages": {pk: line.url for pk, line in self._lines.items()},
            "documents": links.document_addresses(links.linked_ids(sources, "document")),
        }
        for text in texts:
            text.source = links.resolved(text.source, **self._addresses)
        pictures = [picture for value in values for picture in _of_type(value, Picture)]
        pictures += [cover] if cover else []
        prefetch_related_objects(pictures, "renditions")

    def line(self, pk: int) -> Line | None:
        """The line of a page; None when visitors may not see it."""
        return self._lines.get(pk)

    def lines(self, ids: Iterable[int]) -> list[Line]:
        """The lines of those pages that visitors may see, in the order given, each once."""
        found = (self._lines.get(pk) for pk in ids)
        return list({line.id: line for line in found if line}.values())

    def prose(self, name: str) -> RichText:
        """A rich text field."""
        return RichText(links.resolved(self._prose[name], **self._addresses))

    def parts(self, name: str) -> list[Part]:
        """The blocks of a stream in their order, with runs of visible pages as lines."""
        parts: list[Part] = []
        run: list[int] = []

        def end_run() -> None:
            if found := self.lines(run):
                parts.append(Part(lines=tuple(found)))
            run.clear()

        for position, raw in enumerate(self._streams[name].raw_data):
            if raw["type"] == "page":
                run += [raw["value"]] if raw["value"] else []
                continue
            end_run()
            parts.append(Part(block=self._blocks[name][position]))
        end_run()
        return parts

    def lines_in(self, name: str) -> list[Line]:
        """The visible pages that a stream points to, in their order, each once."""
        return self.lines(pages_in(self._streams[name]))


def pages_in(stream: StreamValue) -> list[int]:
    """Ids of the pages that the `page` blocks of a stream point to; no query."""
    return [raw["value"] for raw in stream.raw_data if raw["type"] == "page" and raw["value"]]


def _blocks(stream: StreamValue) -> dict[int, Any]:
    """Position → block, without those that point to pages or to what is no more."""
    return {
        position: stream[position]
        for position, raw in enumerate(stream.raw_data)
        if raw["type"] != "page"
    }


def _of_type(value: Any, wanted: type) -> Iterator[Any]:
    """Every value of the type `wanted` inside a block's value, at any depth."""
    if isinstance(value, wanted):
        yield value
    elif isinstance(value, StructValue):
        for child in value.values():
            yield from _of_type(child, wanted)
    elif isinstance(value, ListValue):
        for child in value:
            yield from _of_type(child, wanted)

"""What stops the publication of a body: images and headings that some people could not use."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from ui import embeds

# Level of the headings that open a body; sub-headings are one below.
TOP_LEVEL = 2


def problems(stream_value: Any) -> list[str]:
    """Why a body cannot be published, one sentence each that says what to do; empty: it can.

    Takes the value of a StreamField made of ui.blocks (BodyBlock, or a gallery of FigureBlock).
    Part `experiences` calls it for every body of a page when an editor publishes or submits, never
    on a draft:

        for name in ("introduction", "body"):
            errors += problems(getattr(page, name))

    Rules: RGAA 4.1, criteria 1.1 and 1.2 (images), 5.6 (headers of tables), 9.1 (headings).
    """
    found: list[str] = []
    level = TOP_LEVEL - 1
    for position, child in enumerate(stream_value or (), start=1):
        if child.block_type == "heading":
            messages = _heading(child.value, level)
            level = int(child.value["level"])
        else:
            messages = _CHECKS.get(child.block_type, _nothing)(child.value)
        found.extend(
            _("Block %(position)d: %(message)s") % {"position": position, "message": message}
            for message in messages
        )
    return found


def _nothing(value: Any) -> Iterator[str]:
    yield from ()


def _heading(value: Any, level_before: int) -> Iterator[str]:
    if int(value["level"]) > level_before + 1:
        yield (
            _(
                "the sub-heading “%(text)s” needs a heading before it; add one, or make it a "
                "heading."
            )
            % {"text": value["text"]}
        )


def _image(value: Any) -> Iterator[str]:
    image = value["image"]
    if image is None:
        yield _("its image was deleted; choose another, or take the block out.")
    elif not value["alt"].strip() and not value["decorative"]:
        yield (
            _("describe the image “%(title)s” in its text alternative, or tick “decorative”.")
            % {"title": image.title}
        )


def _gallery(value: Any) -> Iterator[str]:
    for figure in value:
        yield from _image(figure)


def _table(table: Any) -> Iterator[str]:
    if table is None or not table.columns:
        yield _("the table is empty; add a column, or take the block out.")
        return
    for rank, column in enumerate(table.columns, start=1):
        if not column["heading"].strip():
            yield _("give column %(rank)d of the table a heading.") % {"rank": rank}


def _embed(value: Any) -> Iterator[str]:
    if embeds.video(value["url"]) is None:
        yield (
            _("the site of the video “%(title)s” is not allowed; use one of: %(providers)s.")
            % {"title": value["title"], "providers": ", ".join(embeds.PROVIDERS)}
        )


def _chosen(value: Any) -> Iterator[str]:
    if value is None:
        yield _("what it points to was deleted; choose another, or take the block out.")


_CHECKS: dict[str, Callable[[Any], Iterator[str]]] = {
    "image": _image,
    "figure": _image,
    "gallery": _gallery,
    "table": _table,
    "embed": _embed,
    "document": _chosen,
    "page": _chosen,
}

"""What keeps a page from being published, said so that the editor knows what to do.

A rule reads a page, or a form that is being sent, through one function from the name of a field
to its value: the same rules hold in the editor (messages at the fields) and on every other way to
publication (workflow, schedule, bulk action, translation, code).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from ui.blocks import problems as stream_problems

if TYPE_CHECKING:
    from experiences.models.publication import Publication

# From the name of a field or child relation to its value; a relation gives a list.
Read = Callable[[str], Any]


@dataclass(frozen=True)
class Problem:
    """One thing to do before publication: at which field (or child, counted from 0), and what."""

    field: str
    message: str
    item: int | None = None
    item_field: str = ""


class NotPublishable(ValidationError):
    """Raised when a page that breaks a rule is about to go live; `error_dict` is by field."""

    def __init__(self, page: "Publication", problems: list[Problem]) -> None:
        self.page = page
        by_field: dict[str, list[str]] = {}
        for problem in problems:
            by_field.setdefault(problem.field, []).append(problem.message)
        super().__init__(by_field)


def summary(read: Read) -> Iterator[Problem]:
    if not (read("summary") or "").strip():
        yield Problem(
            "summary", _("Write the summary: one or two sentences, what, where, what came of it.")
        )


def place(read: Read) -> Iterator[Problem]:
    # A place that is only shown on the map does not say who did it.
    acting = [item for item in read("sheet_territories") if not item.is_locality]
    if not acting and not (read("territory_note") or "").strip():
        yield Problem(
            "sheet_territories",
            _("Add the territory that did it, or name the body that did it in the field below."),
        )


def theme(read: Read) -> Iterator[Problem]:
    if not read("themes"):
        yield Problem("themes", _("Tick at least one theme: it is how towns find the page."))


def pillar(read: Read) -> Iterator[Problem]:
    if not read("pillars"):
        yield Problem("pillars", _("Tick at least one pillar."))


def source(read: Read) -> Iterator[Problem]:
    if not read("publication_sources"):
        yield Problem(
            "publication_sources",
            _("Add at least one source: a page, a document, or an interview with its date."),
        )


def evidence(read: Read) -> Iterator[Problem]:
    for position, result in enumerate(read("results")):
        if not result.evidence:
            yield Problem(
                "results",
                _("Choose how “%(result)s” is supported: declared, measured or audited.")
                % {"result": result.text[:60]},
                item=position,
                item_field="evidence",
            )


def day(read: Read) -> Iterator[Problem]:
    if not read("starts_on") and not (read("date_note") or "").strip():
        yield Problem(
            "starts_on", _("Give the day, or say in “about the date” what is known of it.")
        )


def chapters(read: Read) -> Iterator[Problem]:
    for position, chapter in enumerate(read("chapters")):
        for message in stream_problems(chapter.body):
            yield Problem("chapters", message, item=position, item_field="body")


# The rules by name; "blocks" is applied to each StreamField of the type.
RULES: dict[str, Callable[[Read], Iterator[Problem]]] = {
    "summary": summary,
    "place": place,
    "theme": theme,
    "pillar": pillar,
    "source": source,
    "evidence": evidence,
    "day": day,
    "chapters": chapters,
}


def blocks(read: Read, stream_fields: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong in the StreamFields `stream_fields`: see `ui.blocks.problems`."""
    for name in stream_fields:
        for message in stream_problems(read(name)):
            yield Problem(name, message)


def problems(model: type["Publication"], read: Read) -> list[Problem]:
    """Everything that keeps what `read` gives, of the type `model`, from being published."""
    found: list[Problem] = []
    for name in model.rules:
        if name == "blocks":
            found += blocks(read, stream_fields(model))
        else:
            found += RULES[name](read)
    return found


def stream_fields(model: type["Publication"]) -> tuple[str, ...]:
    """Names of the StreamFields of `model`, in their order."""
    return tuple(field.name for field in model._meta.get_fields() if isinstance(field, StreamField))


def reader(page: "Publication") -> Read:
    """Reads `page` as it is in memory, unsaved children too."""

    def read(name: str) -> Any:
        value = getattr(page, name)
        return list(value.all()) if hasattr(value, "all") else value

    return read


def problems_of(page: "Publication") -> list[Problem]:
    """Everything that keeps `page`, as it is in memory, from being published."""
    return problems(type(page), reader(page))


def check(page: "Publication") -> None:
    """Raise `NotPublishable` when `page` breaks a rule."""
    if found := problems_of(page):
        raise NotPublishable(page, found)

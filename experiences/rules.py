"""What keeps a page from being published, said so that the editor knows what to do.

A rule reads a page, or a form that is being sent, through one function from the name of a field
to its value: the same rules hold in the editor (messages at the fields) and on every other way to
publication (workflow, schedule, bulk action, translation, code).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from ui.blocks import problems as stream_problems

if TYPE_CHECKING:
    from wagtail.models import Revision

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
    """Raised when what breaks a rule is about to go live; `error_dict` is by field."""

    def __init__(self, instance: "Ruled", problems: list[Problem]) -> None:
        self.instance = instance
        by_field: dict[str, list[str]] = {}
        for problem in problems:
            by_field.setdefault(problem.field, []).append(problem.message)
        super().__init__(by_field)


class Ruled:
    """What has rules of publication, beside its other bases: before Wagtail's own.

    A draft may break them; a revision that breaks one is never published, by whatever way.
    """

    def problems(self) -> list[Problem]:
        """Everything that keeps it, as it is in memory, from being published."""
        raise NotImplementedError

    def publish(self, revision: "Revision", *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's; `NotPublishable`, and nothing is changed, when a rule is broken."""
        check(revision.as_object())
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]


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


def refused_by_its_model(instance: Model) -> list[Problem]:
    """What the model of `instance` itself refuses: each message names its field."""
    try:
        instance.full_clean()
    except ValidationError as error:
        return [
            Problem(name, _named(instance, name, message))
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return []


def _named(instance: Model, name: str, message: str) -> str:
    if name == NON_FIELD_ERRORS:
        return message
    label = str(instance._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    label = label[:1].upper() + label[1:]
    return _("%(field)s: %(message)s") % {"field": label, "message": message}


def check(instance: Ruled) -> None:
    """Raise `NotPublishable` when `instance` breaks a rule."""
    if found := instance.problems():
        raise NotPublishable(instance, found)

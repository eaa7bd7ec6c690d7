"""Examples of every component in every state (gallery.yaml), for the gallery and its tests."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from django import forms
from django.utils.safestring import mark_safe
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from ui.blocks import BodyBlock

EXAMPLES = Path(__file__).with_name("gallery.yaml")
COLOURS = ["paper", "surface", "tint", "ink", "muted", "rule", "edge", "brand", "brand-tint"]
COLOURS += ["accent", "accent-fill", "mark", "danger", "band"]
# Keys that the contracts let an entry of a list leave empty.
MAY_BE_EMPTY = ["url", "icon", "note", "unit", "more", "selected", "number"]
MAY_BE_EMPTY += ["evidence", "evidence_label", "link_url", "link_label"]


@dataclass(frozen=True)
class Example:
    component: str  # file name in templates/components, without .html
    context: dict[str, Any]
    before: str  # HTML that opens and closes what the component needs around it
    after: str

    @property
    def template(self) -> str:
        return f"components/{self.component}.html"


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    layout: str  # class of the element around the examples
    note: str
    examples: list[Example]
    blocks: StreamValue


class ExampleForm(forms.Form):
    """A Django form that was sent with an error in it."""

    commune = forms.CharField(label="Commune", help_text="Nom ou code postal.")
    courriel = forms.EmailField(label="Courriel", help_text="Celui de la mairie.")
    stade = forms.ChoiceField(
        label="Stade", choices=[("1", "En réflexion"), ("2", "Arrêté")], widget=forms.RadioSelect
    )


def sections() -> list[Section]:
    """The whole gallery, in order."""
    form = ExampleForm({"commune": "Œuilly", "courriel": "mairie@"}, auto_id="f-%s")
    found = {
        "image": get_image_model().objects.order_by("pk").first(),
        "document": get_document_model().objects.order_by("pk").first(),
        "page": Page.objects.live().filter(depth__gt=2).order_by("path").first(),
    }
    return [
        Section(
            id=section["id"],
            title=section["title"],
            layout=section.get("layout", "flow"),
            note=section.get("note", ""),
            examples=[_example(raw, form, found) for raw in section.get("examples", ())],
            blocks=_body(section.get("blocks", []), found),
        )
        for section in yaml.safe_load(EXAMPLES.read_text())
    ]


def _example(raw: dict[str, Any], form: ExampleForm, found: dict[str, Any]) -> Example:
    context = {key: _entry(value) for key, value in raw.items()}
    if raw["component"] == "form_field":
        context["field"] = form[raw["field"]]
    if raw.get("cover") == "image":
        context["cover"] = found["image"]
    return Example(
        component=context.pop("component"),
        before=context.pop("before", ""),
        after=context.pop("after", ""),
        context=context,
    )


def _entry(value: Any) -> Any:
    """What the file says, as the templates take it: HTML is trusted, since it is our own."""
    if isinstance(value, dict):
        empty = dict.fromkeys(MAY_BE_EMPTY, "")
        return SimpleNamespace(**empty | {key: _entry(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return [_entry(inner) for inner in value]
    return mark_safe(value) if isinstance(value, str) and "<" in value else value  # noqa: S308


def _body(raw: list[dict[str, Any]], found: dict[str, Any]) -> StreamValue:
    """The blocks; without those that point to something when the database has none."""
    stream = []
    for block in raw:
        needs = block["type"] if block["type"] in found else ""
        if block["type"] == "gallery":
            needs = "image"
        if needs and found[needs] is None:
            continue
        stream.append({**block, "value": _chosen(block["value"], found)})
    return BodyBlock().to_python(stream)


def _chosen(value: Any, found: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: _chosen(inner, found) for key, inner in value.items()}
    if isinstance(value, list):
        return [_chosen(inner, found) for inner in value]
    return found[value].pk if value in found else value

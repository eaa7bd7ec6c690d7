"""The blocks that editors arrange on the home page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# Symbols of the sprite that suit a door, with their names for editors.
ICONS = (
    ("notebook-text", _("Notebook")),
    ("folder-open", _("Folder")),
    ("book-open", _("Book")),
    ("newspaper", _("Newspaper")),
    ("file-text", _("Document")),
    ("users", _("People")),
    ("sprout", _("Sprout")),
    ("compass", _("Compass")),
    ("map-pin", _("Place")),
    ("map", _("Map")),
    ("search", _("Magnifying glass")),
    ("circle-help", _("Question mark")),
    ("hand-coins", _("Coins in a hand")),
    ("calendar-days", _("Calendar sheet")),
)


class DoorBlock(blocks.StructBlock):
    """One need of a visitor, and the page that answers it."""

    icon = blocks.ChoiceBlock(choices=ICONS, default="notebook-text", label=_("Icon"))
    title = blocks.CharBlock(max_length=60, label=_("Need, beginning with a verb"))
    text = blocks.CharBlock(max_length=90, required=False, label=_("What is behind it"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    place = blocks.ChoiceBlock(
        choices=[
            ("search", _("The search page")),
            ("sizes", _("The sizes of territories, on this page")),
            ("map", _("The map, on this page")),
        ],
        required=False,
        label=_("Or a place without page"),
    )

    class Meta:
        icon = "link"
        label = _("Door")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["place"]):
            message = ValidationError(gettext("Choose a page or a place: one of the two."))
            raise blocks.StructBlockValidationError(block_errors={"page": message})
        return cleaned


class ReasonBlock(blocks.StructBlock):
    """One reason to come back, in a sentence or two."""

    title = blocks.CharBlock(max_length=60, label=_("Title"))
    text = blocks.TextBlock(max_length=240, label=_("Text"))

    class Meta:
        icon = "pick"
        label = _("Reason")

"""The fixed, small set of StreamField blocks that every body is made of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from ui import embeds, icons
from ui.body_rules import problems

__all__ = ["RICH_TEXT_FEATURES", "BodyBlock", "FigureBlock", "problems"]

# What rich text may hold; headings are blocks of their own, so that their levels can be checked.
RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
# Level of a body's headings under the h1; `{% include_block page.solution with heading_base=3 %}`
# where the body stands under a heading of the template.
HEADING_BASE = 2

Context = dict[str, Any]


class HeadingBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(
        choices=[("2", _("Heading")), ("3", _("Sub-heading"))], default="2", label=_("Level")
    )
    text = blocks.CharBlock(max_length=120, label=_("Text"))

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "components/blocks/heading.html"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        base = int(context.get("heading_base", HEADING_BASE))
        context["tag"] = f"h{min(base + int(value['level']) - 2, 6)}"
        context["anchor"] = anchor(value["text"])
        return context


def anchor(text: str) -> str:
    """The id of a heading, for a table of contents; the same for the same words."""
    return slugify(text)[:60] or "partie"


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(max_length=250, required=False, label=_("Text alternative"))
    decorative = blocks.BooleanBlock(
        required=False, label=_("Decorative: says nothing that the text does not")
    )
    caption = blocks.CharBlock(max_length=250, required=False, label=_("Caption"))
    credit = blocks.CharBlock(max_length=200, required=False, label=_("Credit"))

    class Meta:
        icon = "image"
        label = _("Image")
        template = "components/blocks/figure.html"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        context["credit"] = value["credit"] or getattr(value["image"], "credit", "")
        return context


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"))
    attribution = blocks.CharBlock(
        max_length=160, required=False, label=_("Function of the person")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "components/blocks/quote.html"


class KeyFigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(max_length=24, label=_("Value"))
    unit = blocks.CharBlock(max_length=24, required=False, label=_("Unit"))
    label = blocks.CharBlock(max_length=120, label=_("What it counts"))


class TableBlock(TypedTableBlock):
    class Meta:
        icon = "table"
        label = _("Table")
        template = "components/blocks/table.html"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        context["table_id"] = f"tableau-{anchor(value.caption or '')}"
        return context


class DocumentBlock(DocumentChooserBlock):
    class Meta:
        label = _("Document")
        template = "components/blocks/document.html"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        size = value.get_file_size() if value else None
        context["size"] = filesizeformat(size) if size else ""
        return context


class PageBlock(blocks.PageChooserBlock):
    """A page of this site, told by its kind, title and summary."""

    class Meta:
        label = _("Page of this site")
        template = "components/blocks/page.html"

    def bulk_to_python(self, values: list[int | None]) -> list[Page | None]:
        """Pages of their own class, in one query a class, however many there are."""
        pages = Page.objects.filter(pk__in=[pk for pk in values if pk])
        found = {page.pk: page for page in pages.specific().defer_streamfields()}
        return [found.get(pk) for pk in values]

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        page = value.specific if value is not None and value.live else None
        request = context.get("request")
        context["url"] = (page.get_url(request) or "") if page else ""
        name = page._meta.model_name if page else ""
        context["kind"] = name if icons.symbol(f"kind-{name}") else "page"
        context["kind_label"] = page.get_verbose_name() if page else ""
        context["summary"] = getattr(page, "summary", "")
        context["level"] = str(context.get("page_level", 3))
        return context


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, required=False, label=_("Title"))
    text = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "components/blocks/callout.html"


class EmbedBlock(blocks.StructBlock):
    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(max_length=160, label=_("Title"))

    class Meta:
        icon = "media"
        label = _("Video, loaded only on click")
        template = "components/blocks/embed.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if embeds.video(cleaned["url"]) is None:
            raise blocks.StructBlockValidationError(
                block_errors={
                    "url": ValidationError(
                        _(
                            "Give the address of one video on %(providers)s; a video from "
                            "elsewhere can be a link in the text."
                        ),
                        params={"providers": ", ".join(embeds.PROVIDERS)},
                    )
                }
            )
        return cleaned

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        context["video"] = embeds.video(value["url"])
        return context


class BodyBlock(blocks.StreamBlock):
    """The body of every page."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(
        features=RICH_TEXT_FEATURES,
        label=_("Text"),
        icon="pilcrow",
        template="components/blocks/text.html",
    )
    image = FigureBlock()
    gallery = blocks.ListBlock(
        FigureBlock(), label=_("Gallery"), icon="image", template="components/blocks/gallery.html"
    )
    quote = QuoteBlock()
    key_figures = blocks.ListBlock(
        KeyFigureBlock(),
        label=_("Key figures"),
        icon="order",
        template="components/blocks/key_figures.html",
    )
    table = TableBlock(
        [
            ("text", blocks.CharBlock(required=False)),
            ("number", blocks.DecimalBlock(required=False)),
        ],
    )
    document = DocumentBlock()
    page = PageBlock()
    callout = CalloutBlock()
    embed = EmbedBlock()

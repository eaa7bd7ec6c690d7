"""The fixed, small set of StreamField blocks that every body is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

# What rich text may hold; headings are blocks of their own, so that their levels can be checked.
RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(
        choices=[("2", _("Heading")), ("3", _("Sub-heading"))], default="2", label=_("Level")
    )
    text = blocks.CharBlock(max_length=120, label=_("Text"))

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "components/blocks/heading.html"


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
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(required=False)),
            ("number", blocks.DecimalBlock(required=False)),
        ],
        label=_("Table"),
        template="components/blocks/table.html",
    )
    document = DocumentChooserBlock(label=_("Document"), template="components/blocks/document.html")
    page = blocks.PageChooserBlock(
        label=_("Page of this site"), template="components/blocks/page.html"
    )
    callout = CalloutBlock()
    embed = EmbedBlock()

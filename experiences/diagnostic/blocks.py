"""Blocks of which editors make the questionnaire: sections of questions of four kinds.

Keys are regular expressions, which wagtail-localize leaves alone: they are the same in every
language, and stay when the words change.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MOST_POINTS = 20


def key_block() -> blocks.RegexBlock:
    return blocks.RegexBlock(
        KEY,
        max_length=60,
        label=_("Key"),
        help_text=_(
            "Small letters, digits and hyphens. It stays when the words change: by it, the answers "
            "of two years are compared. A question that asks something else has a key of its own."
        ),
        error_messages={"invalid": _("Small letters without accents, digits and hyphens only.")},
    )


class ConditionBlock(blocks.StructBlock):
    question = blocks.RegexBlock(
        KEY, required=False, max_length=60, label=_("Key of an earlier question")
    )
    answers = blocks.RegexBlock(
        r"^[a-z0-9]+(-[a-z0-9]+)*( [a-z0-9]+(-[a-z0-9]+)*)*$",
        required=False,
        max_length=300,
        label=_("Keys of its choices, with spaces between them"),
    )

    class Meta:
        label = _("Only asked where")
        icon = "help"


class QuestionBlock(blocks.StructBlock):
    key = key_block()
    text = blocks.CharBlock(max_length=250, label=_("Question"))
    help = blocks.TextBlock(required=False, max_length=600, label=_("Help"))
    example = blocks.TextBlock(required=False, max_length=400, label=_("Example"))
    weight = blocks.IntegerBlock(min_value=1, max_value=5, default=1, label=_("Weight"))
    may_not_be_ours = blocks.BooleanBlock(
        required=False, default=True, label=_("“Not our responsibility” is a possible answer")
    )
    condition = ConditionBlock(required=False)


class ChoiceBlock(blocks.StructBlock):
    key = key_block()
    text = blocks.CharBlock(max_length=200, label=_("Answer"))
    points = blocks.IntegerBlock(min_value=0, max_value=MOST_POINTS, label=_("Points"))


class ChoiceQuestionBlock(QuestionBlock):
    choices = blocks.ListBlock(ChoiceBlock(), min_num=2, max_num=8, label=_("Choices"))

    class Meta:
        icon = "radio-full"
        label = _("One choice")


class SeveralQuestionBlock(QuestionBlock):
    choices = blocks.ListBlock(ChoiceBlock(), min_num=2, max_num=12, label=_("Choices"))

    class Meta:
        icon = "tick-inverse"
        label = _("Several choices")


class ScaleQuestionBlock(QuestionBlock):
    steps = blocks.IntegerBlock(min_value=3, max_value=7, default=5, label=_("Steps"))
    low_label = blocks.CharBlock(max_length=80, label=_("What the first step means"))
    high_label = blocks.CharBlock(max_length=80, label=_("What the last step means"))

    class Meta:
        icon = "order"
        label = _("Scale")


class NumberQuestionBlock(QuestionBlock):
    low = blocks.IntegerBlock(label=_("Worth nothing from"))
    high = blocks.IntegerBlock(
        label=_("Worth everything from"), help_text=_("Lower than the first where less is better.")
    )
    unit = blocks.CharBlock(required=False, max_length=30, label=_("Unit"))

    class Meta:
        icon = "decimal"
        label = _("Number")


class SectionBlock(blocks.StructBlock):
    key = key_block()
    title = blocks.CharBlock(max_length=100, label=_("Title"))
    introduction = blocks.TextBlock(required=False, max_length=400, label=_("Introduction"))
    themes = blocks.ListBlock(
        SnippetChooserBlock("taxonomy.Theme"),
        min_num=1,
        max_num=6,
        label=_("Themes whose content helps here"),
    )
    questions = blocks.StreamBlock(
        [
            ("choice", ChoiceQuestionBlock()),
            ("several", SeveralQuestionBlock()),
            ("scale", ScaleQuestionBlock()),
            ("number", NumberQuestionBlock()),
        ],
        min_num=1,
        label=_("Questions"),
    )

    class Meta:
        icon = "list-ul"
        label = _("Section")

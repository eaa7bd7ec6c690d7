"""What a member fills in about one fact of a sheet, and an editor who declines it."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from experiences.stages import Evidence
from experiences.suggestions.about import About
from experiences.suggestions.facts import AMOUNTS, LONGEST, YEARS
from experiences.validators import FIRST_YEAR, LAST_YEAR
from ui.typography import in_french

LONGEST_TEXT = 3_000  # characters
# What the text is called, where it is more than an explanation.
TEXTS = {
    About.INVESTMENT: _("What it covers, with or without tax, and how you know it"),
    About.YEARLY_COST: _("What it covers, with or without tax, and how you know it"),
    About.FUNDING: _("Who paid"),
    About.START: _("How you know it"),
    About.END: _("How you know it"),
    About.RESULT: _("The result, in one sentence"),
    About.SOURCE: _("Title of the source"),
    About.CONTACT: _("Function and service of the person"),
}
HELPS = {
    About.RESULT: _("One fact, with its figure and its date."),
    About.CONTACT: _("The function, never a name; only with the agreement of the person."),
    About.OTHER: _("Which passage, what is wrong, what is right."),
}


class AmountField(forms.DecimalField):
    """Euros as people write them: 12 400,50 in French, 12,400.50 in English."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        """A Decimal, or None for nothing."""
        text = re.sub(r"[\s€]", "", str(value or ""))
        text = text.replace(",", ".") if in_french() else text.replace(",", "")
        return super().to_python(text)


class SuggestionForm(forms.Form):
    """The questions that a fact asks, and no other."""

    amount = AmountField(
        label=_("Amount in euros"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("Even an order of magnitude helps."),
        error_messages={"invalid": _("Write the amount in figures, as 12400 or 12400,50.")},
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"required": _("Write the year in four figures.")},
    )
    text = forms.CharField(
        label=_("What you know"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what you know: an editor must be able to use it.")},
    )
    evidence = forms.ChoiceField(
        label=_("How well it is established"),
        choices=(
            (Evidence.DECLARED, _("Declared: the local authority or its partner says so")),
            (Evidence.MEASURED, _("Measured: a dated measurement can be consulted")),
            (Evidence.AUDITED, _("Audited: an independent third party has verified it")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how well the result is established.")},
    )
    source_url = forms.URLField(
        label=_("Where it can be checked (address of a page)"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"required": _("Give the address of the source.")},
    )
    named = forms.BooleanField(label=_("Name me on the sheet once it is published"), required=False)

    def __init__(self, *args: Any, about: About, named_as: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if about not in AMOUNTS and about != About.FUNDING:
            del self.fields["amount"]
        if about not in YEARS:
            del self.fields["year"]
        if about != About.RESULT:
            del self.fields["evidence"]
        self.fields["source_url"].required = about == About.SOURCE
        self.fields["named"].help_text = named_as
        text = self.fields["text"]
        text.label, text.help_text = TEXTS.get(about, text.label), HELPS.get(about, "")
        if about in LONGEST:
            shorter = forms.CharField(
                label=text.label,
                help_text=text.help_text,
                max_length=LONGEST[about],
                error_messages=text.error_messages,
            )
            self.fields["text"] = shorter

    def clean_text(self) -> str:
        """One line where it becomes one line of the sheet."""
        text: str = self.cleaned_data["text"]
        is_line = not isinstance(self.fields["text"].widget, forms.Textarea)
        return " ".join(text.split()) if is_line else text


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason, for the author"),
        max_length=1000,
        help_text=_("What is missing, or why the sheet says otherwise."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Give the reason: the author will read it.")},
    )

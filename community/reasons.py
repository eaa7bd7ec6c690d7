"""The reason that moderators give for what they decide, about a message or a document."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason, for the author"),
        max_length=1000,
        help_text=_("Which rule, which passage, and what the author may do."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Give the reason: the author will read it.")},
    )


class LogReasonForm(ReasonForm):
    """Of a report that is set aside: the log alone tells it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Reason, for the log")
        self.fields["reason"].help_text = ""

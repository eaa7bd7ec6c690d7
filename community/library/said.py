"""What else is said of a shared document: that it was used again, is wrong, or is withdrawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.library.models import Reuse
from community.library.rights import organisations_of
from members.models import User


class ReuseForm(forms.ModelForm[Reuse]):
    class Meta:
        model = Reuse
        fields = ("purpose", "organisation")
        labels = {
            "purpose": _("What did you use it for?"),
            "organisation": _("For which organisation?"),
        }
        help_texts = {"purpose": _("For example: Our own call for tenders, lots 1 and 3.")}
        error_messages = {"purpose": {"required": _("Say in a few words what you used it for.")}}

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = organisations_of(member)
        self.fields["organisation"].queryset = mine  # type: ignore[attr-defined]
        self.fields["organisation"].empty_label = _("Myself")  # type: ignore[attr-defined]
        if len(mine) == 1:
            self.initial["organisation"] = self.initial.get("organisation") or mine[0].pk


class ReportForm(forms.Form):
    reason = forms.CharField(
        label=_("What is wrong with this document"),
        max_length=1000,
        help_text=_("The moderators read it; its author does not learn who you are."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what is wrong with this document.")},
    )


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=300,
        help_text=_("Whoever opens its address reads this. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: others may have used it.")},
    )

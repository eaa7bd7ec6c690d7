"""Questions about belonging: my role, a decision, who comes after; and what I tell of myself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.organisations.belonging import SAID
from members.organisations.models import Membership, Profile
from taxonomy.models import Theme

FUNCTION_HELP = _("As you are called at work: “town clerk”, “digital officer”. Others read it.")


class JoinForm(forms.ModelForm[Membership]):
    class Meta:
        model = Membership
        fields = ("role", "function")
        widgets = {
            "function": forms.TextInput(attrs={"autocomplete": "organization-title"}),
        }
        help_texts = {"function": FUNCTION_HELP}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(
            label=_("My role"),
            choices=[(role.value, role.label) for role in SAID],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose your role.")},
        )


class DecisionForm(forms.Form):
    CONFIRM, REFUSE = "confirm", "refuse"
    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=(
            (CONFIRM, _("This person belongs to it")),
            (REFUSE, _("This person does not belong to it")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your decision.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The person reads it. A refusal needs one."),
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("decision") == self.REFUSE and not answers.get("reason"):
            self.add_error("reason", _("Say why: the person may be able to put it right."))
        return answers


class LeaveForm(forms.Form):
    """`heirs`: the confirmed members among whom a referent chooses a successor; others none."""

    successor: forms.ModelChoiceField[Membership]

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if membership.is_referent:
            heirs = membership.organisation.memberships.confirmed().exclude(pk=membership.pk)
            self.fields["successor"] = Heirs(
                heirs.select_related("member"),
                label=_("Who comes after as referent"),
                required=False,
                empty_label=_("Nobody: moderators decide about requests"),
            )


class Heirs(forms.ModelChoiceField[Membership]):
    def label_from_instance(self, obj: Membership) -> str:
        return str(obj.member)


class ProfileForm(forms.ModelForm[Profile]):
    class Meta:
        model = Profile
        fields = ("skills", "themes", "yearly_questions", "listed")
        widgets = {"themes": forms.CheckboxSelectMultiple}
        labels = {"listed": _("Show me in the directory of members")}
        help_texts = {
            "skills": _("A few words: “public procurement, LED lighting”."),
            "themes": _("On what colleagues of other towns may ask you."),
            "yearly_questions": _("Empty: as many as come."),
            "listed": _(
                "Members who are signed in find you by your organisation and your themes. Your "
                "address is never shown."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = Theme.objects.filter(locale__language_code="fr", parent=None)
        self.fields["themes"].queryset = themes  # type: ignore[attr-defined]

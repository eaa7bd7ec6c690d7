"""The questions to whoever wants to be told: an address and a rhythm."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from search.alerts.models import Alert, Rhythm


class AlertForm(forms.Form):
    """Leaves an address; what is offered depends on whether the search finds anything now."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("For example: mairie@example.org"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("This is no e-mail address: it looks like mairie@example.org."),
        },
    )
    rhythm = forms.ChoiceField(
        label=_("When to write to you"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose when we write to you."),
            "invalid_choice": _("Choose when we write to you among what is offered."),
        },
    )
    # People do not see this field; programs that fill in every form do.
    website = forms.CharField(label=_("Leave this field empty"), required=False, max_length=200)

    def __init__(self, *args: Any, found: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regular = [Rhythm.DAILY, Rhythm.WEEKLY]
        rhythms = regular if found else [Rhythm.ONCE, *regular]
        rhythm = self.fields["rhythm"]
        assert isinstance(rhythm, forms.ChoiceField)  # noqa: S101  (for the type checker)
        rhythm.choices = [(each.value, each.label) for each in rhythms]
        rhythm.initial = Rhythm.WEEKLY if found else Rhythm.ONCE

    @property
    def is_of_a_program(self) -> bool:
        return bool(self.data.get("website"))


class RhythmForm(forms.ModelForm):
    """Changes how often somebody is told; from once to always, never back."""

    class Meta:
        model = Alert
        fields = ("rhythm",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"alerte-{kwargs['instance'].pk}-%s")
        super().__init__(*args, **kwargs)
        rhythms = [Rhythm.DAILY, Rhythm.WEEKLY]
        if self.instance.rhythm == Rhythm.ONCE:
            rhythms.append(Rhythm.ONCE)
        self.fields["rhythm"] = forms.ChoiceField(
            label=_("When to write to you"),
            choices=[(each.value, each.label) for each in rhythms],
        )

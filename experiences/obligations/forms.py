"""What a member fills in for the organisation: where it stands, and facts that rules count."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from experiences.obligations.facts import HELPS, Fact, read_number
from experiences.obligations.models import Proof, Record
from media.form_fields import OfficeFileField


def limits() -> str:
    said = gettext(
        "PDF, ODT, ODS, DOCX or XLSX without macros nor password, %(size)s at most. Only members "
        "of your organisation can download it."
    )
    return said % {"size": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)}


class RecordForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Where you stand"),
        choices=Record.Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where you stand.")},
    )
    on = forms.DateField(
        label=_("Date"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Planned: by which day; you are reminded before it. Done: on which day."),
        error_messages={"invalid": _("Write the date as 31/12/2026.")},
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who does it, what is left to do; or why you are not concerned."),
    )
    file = OfficeFileField(label=_("Proof"), required=False, help_text=lazy(limits, str)())
    remove_proof = forms.BooleanField(label=_("Delete the present proof"), required=False)

    def __init__(self, *args: Any, proof: Proof | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if proof is None:
            del self.fields["remove_proof"]
        else:
            self.fields["file"].label = _("New proof, in the place of the present one")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        status, on = answers.get("status"), answers.get("on")
        if "on" in self.errors:
            return answers
        if status == Record.Status.PLANNED and on is None:
            self.add_error("on", gettext("Give the day by which it is to be done."))
        if status == Record.Status.DONE and on is None:
            self.add_error("on", gettext("Give the day on which it was done."))
        if status == Record.Status.DONE and on and on > timezone.localdate():
            self.add_error("on", gettext("This day is still to come: choose “Planned”."))
        if status == Record.Status.NOT_CONCERNED:
            answers["on"] = None
            if not answers.get("note"):
                self.add_error("note", gettext("Say why you are not concerned."))
        return answers


class NumberField(forms.CharField):
    """A number as people write it: 1 200 or 12,5. Gives a Decimal, or None for nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=20, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Decimal | None:
        text: str = super().clean(value)
        try:
            return read_number(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class FactsForm(forms.Form):
    staff = NumberField(label=Fact.STAFF.label, help_text=HELPS[Fact.STAFF])
    surface = NumberField(label=Fact.SURFACE.label, help_text=HELPS[Fact.SURFACE])

"""What members fill in about a document that they share."""

from typing import Any
from urllib.parse import urljoin

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.library.fields import TermsField, limits, shared_at, territory_named
from community.library.models import FIRST_YEAR, SharedDocument
from community.library.rights import organisations_of
from community.library.sheets import sheet_at, shown_sheet
from community.library.states import Licence
from media.form_fields import OfficeFileField
from members.models import User
from taxonomy.models import Pillar, Theme
from territories.models import Territory


class ShareForm(forms.ModelForm[SharedDocument]):
    """A new document, or another wording of one; then with a new file, or its link."""

    field_order = (
        "title", "kind", "summary", "file", "changes", "url", "sheet_address", "themes",
        "pillars", "organisation", "place", "year", "source_text", "source_url", "licence",
        "members_only",
    )  # fmt: skip

    file = OfficeFileField(label=_("File"), required=False, help_text=lazy(limits, str)())
    changes = forms.CharField(
        label=_("What changed in this file"),
        max_length=200,
        required=False,
        help_text=_("For example: Lot 2 added; clause on data made shorter."),
    )
    sheet_address = forms.CharField(
        label=_("Sheet of this site that it is about"),
        max_length=500,
        required=False,
        help_text=_("Its address, as the bar of the browser shows it. The sheet then leads here."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    themes = TermsField(
        Theme, label=_("Themes"), error_messages={"required": _("Choose a theme at least.")}
    )
    pillars = TermsField(Pillar, label=_("Pillars"), required=False)
    place = forms.CharField(
        label=_("Territory that it is about"),
        max_length=100,
        required=False,
        help_text=_(
            "Name or postal code of a commune, name of an EPCI, département or region. Left empty: "
            "that of your organisation."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    url = forms.URLField(
        label=_("Or its address, where it is on line already"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    source_url = forms.URLField(
        label=_("Address of that document"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = SharedDocument
        fields = (
            "title", "kind", "summary", "url", "themes", "pillars", "organisation", "year",
            "licence", "members_only", "source_text", "source_url",
        )  # fmt: skip
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "licence": forms.RadioSelect,
            "year": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }
        labels = {
            "kind": _("What kind of document is it?"),
            "summary": _("What is it for, and what should others know before they use it?"),
            "organisation": _("Shared for"),
            "members_only": _("Show it to members only"),
            "source_text": _("Made from another document? Which one, and by whom?"),
        }
        help_texts = {
            "title": _("For example: Maintenance of street lighting, group of 12 communes"),
            "year": _("Of the document, not of this day."),
            "licence": _("What others may do with it: every one of these lets them use it again."),
            "members_only": _("Otherwise everybody finds it, with the search of this site too."),
            "source_text": _("For example: Specification of the department’s energy syndicate"),
        }
        error_messages = {
            "title": {"required": _("Give it a title by which others recognise it.")},
            "kind": {"required": _("Choose what kind of document it is.")},
            "summary": {"required": _("Say in a few words what it is for.")},
        }

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        document, self.member = self.instance, member
        if document.source and document.source.is_published:
            self.initial["source_url"] = urljoin(
                settings.WAGTAILADMIN_BASE_URL, document.source.get_absolute_url()
            )
        if sheet := shown_sheet(document.sheet_id):
            self.initial["sheet_address"] = sheet.full_url
        for name in ("themes", "pillars"):
            self.fields[name].offer()  # type: ignore[attr-defined]
        self.fields["licence"].choices = Licence.choices  # type: ignore[attr-defined]
        mine = organisations_of(member, beside=document.organisation_id)
        self.fields["organisation"].queryset = mine  # type: ignore[attr-defined]
        self.fields["organisation"].empty_label = _("Myself")  # type: ignore[attr-defined]
        for name in ("url", "source_url"):
            self.fields[name].validators = [URLValidator(["http", "https"])]
        if document.pk is None:
            del self.fields["changes"]
            if len(mine) == 1:
                self.initial.setdefault("organisation", mine[0].pk)
        else:
            self.initial.setdefault("place", document.territory.label if document.territory else "")
            for name in ("file", "changes") if document.url else ("url",):
                del self.fields[name]
            if document.url:
                self.fields["url"].required = True
                self.fields["url"].label = _("Its address")
            else:
                self.fields["file"].label = _("New file, in the place of the present one")

    def clean_title(self) -> str:
        """On one line: it becomes the subject of e-mails."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        latest = timezone.localdate().year + 1
        if year is not None and not FIRST_YEAR <= year <= latest:
            raise ValidationError(
                gettext("Give a year between %(first)s and %(last)s.")
                % {"first": FIRST_YEAR, "last": latest}
            )
        return year

    def clean_sheet_address(self) -> str:
        """ValidationError for what leads to no sheet that everybody may read."""
        typed: str = self.cleaned_data["sheet_address"].strip()
        self.instance.sheet = sheet_at(typed) if typed else None
        if typed and self.instance.sheet is None:
            raise ValidationError(gettext("No sheet of this site is at this address."))
        return typed

    def clean_place(self) -> Territory | None:
        typed = self.cleaned_data["place"].strip()
        return territory_named(typed) if typed else None

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        wrong = "file" in self.errors or "url" in self.errors
        if self.instance.pk is None and not wrong:
            given = [name for name in ("file", "url") if answers.get(name)]
            if not given:
                self.add_error("file", gettext("Choose a file, or give an address below."))
            elif len(given) == 2:
                self.add_error("url", gettext("Give a file or an address, not both."))
        organisation = answers.get("organisation")
        self.instance.source = shared_at(answers.get("source_url", ""), self.member)
        if self.instance.source:
            answers["source_url"] = ""  # whose words may be for members only
        if "place" in answers:
            own = organisation.territory if organisation else None
            self.instance.territory = answers["place"] or own
        return answers

"""The form of an advice: sections and questions by their names, sizes and kinds to be ticked."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from experiences.diagnostic.models import Edition
from experiences.diagnostic.questionnaire import Questionnaire
from territories.models import Territory
from territories.sizes import TerritorySize


class AdviceForm(WagtailAdminModelForm):
    sizes = forms.MultipleChoiceField(
        label=_("sizes of territories"),
        choices=TerritorySize.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: every size."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("kinds of territories"),
        choices=[(kind.value, kind.label) for kind in Territory.LOCAL],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: both."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = Edition.objects.current()
        if edition is None:
            return
        questionnaire = edition.questionnaire(settings.LANGUAGE_CODE)
        for name, known in (("section", sections), ("question", questions)):
            if name not in self.fields:
                continue
            choices = [("", "—"), *known(questionnaire)]
            kept = getattr(self.instance, name)
            # A rule may be of a section that the present edition has no longer.
            if kept and kept not in dict(choices):
                choices.append((kept, kept))
            self.fields[name].widget = forms.Select(choices=choices)


def sections(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    return [(section.key, section.title) for section in questionnaire.sections]


def questions(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    return [(question.key, question.text) for question in questionnaire]

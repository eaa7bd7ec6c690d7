"""What a document that is shared is asked: its file, its terms, its territory, its source."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from community.library.addresses import documents_at
from community.library.models import SharedDocument
from members.models import User
from taxonomy.labels import labels
from taxonomy.models import Term, Theme
from territories.folding import fold
from territories.lookup import find
from territories.models import Territory

MOST_NAMED = 6  # territories of one name that an error lists


def limits() -> str:
    return gettext("PDF, ODT, ODS, DOCX or XLSX without macros nor password, %(size)s at most.") % {
        "size": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    }


class TermsField(forms.ModelMultipleChoiceField):
    """Terms to tick, named in the language of the request."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, model: type[Term], **kwargs: Any) -> None:
        super().__init__(model._default_manager.none(), **kwargs)
        self.model = model

    def offer(self) -> None:
        """Look them up: those of the default locale, of themes the top ones."""
        above = {"parent": None} if self.model is Theme else {}
        self.queryset = self.model._default_manager.filter(
            locale__language_code=settings.LANGUAGE_CODE, **above
        )

    def label_from_instance(self, obj: Any) -> str:
        label = labels(self.model).get(obj.slug)
        return label.name if label else str(obj)


def shared_at(url: str, member: User) -> SharedDocument | None:
    """The published document of this library at an absolute address; None for any other."""
    return documents_at([url]).listed_for(member).first()


def territory_named(typed: str) -> Territory:
    """The present territory that bears the name, code or label. ValidationError for none."""
    found: Sequence[Territory] = find(typed, limit=MOST_NAMED)
    alike = [one for one in found if fold(typed) in (fold(one.name), fold(one.label))]
    if len(found) == 1 or len(alike) == 1:
        return (alike or found)[0]
    if not found:
        raise ValidationError(
            gettext(
                "No territory is called “%(typed)s”. Check the spelling, or type a postal code."
            )
            % {"typed": typed}
        )
    names = " · ".join(one.label for one in alike or found)
    raise ValidationError(
        gettext("Several territories fit. Write one of these as it stands here: %(names)s.")
        % {"names": names}
    )

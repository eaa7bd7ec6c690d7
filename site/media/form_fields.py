"""The form field of a document that somebody sends in: text, table or PDF."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from media.document_checking import CheckedDocument, check_document

EXTENSIONS = ("pdf", "odt", "ods", "docx", "xlsx")


class OfficeFileField(forms.FileField):
    """A document recognised by its content. Gives a CheckedDocument, or None."""

    widget = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ",".join(f".{one}" for one in EXTENSIONS)

    def to_python(self, data: Any) -> CheckedDocument | None:
        upload: Any = super().to_python(data)
        if upload is None:
            return None
        checked = check_document(upload, upload.name)
        if str(checked.name).rpartition(".")[2] not in EXTENSIONS:
            raise ValidationError(gettext("Choose a PDF, ODT, ODS, DOCX or XLSX file."))
        return checked

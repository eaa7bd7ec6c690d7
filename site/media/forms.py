"""Upload forms of the administration: the file is checked before the form saves anything."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media.document_checking import CheckedDocument, check_document
from media.picture_cleaning import CleanPicture, clean_picture


def picture_limits() -> str:
    return gettext(
        "JPEG, PNG, WebP, AVIF or GIF without animation, %(size)s and %(pixels)s million pixels at "
        "most. Stored with %(side)s pixels at most on its longer side, without the place and "
        "camera that it was taken with."
    ) % {
        "size": filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE),
        "pixels": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000,
        "side": settings.MEDIA_STORED_SIDE,
    }


def document_limits() -> str:
    return gettext(
        "PDF, ODT, ODS, DOCX, XLSX, CSV or TXT without macros nor password, %(size)s at most."
    ) % {"size": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)}


def overwrite(upload: UploadedFile, clean: CleanPicture) -> None:
    """Puts the cleaned content where the upload lies.

    Wagtail's multiple upload keeps the raw upload for later when another field of the form is
    wrong; with this it finds no place of the photograph there.
    """
    upload.seek(0)
    upload.truncate()
    upload.write(clean.read())
    upload.seek(0)
    clean.seek(0)
    upload.size = clean.size
    upload.name = clean.name


class PictureUploadField(WagtailImageField):
    """Gives the form a CleanPicture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = lazy(picture_limits, str)()

    def to_python(self, data: UploadedFile | None) -> CleanPicture | None:
        upload: Any = FileField.to_python(self, data)
        if upload is None:
            return None
        clean = clean_picture(upload, upload.name)
        overwrite(upload, clean)
        return clean


class DocumentUploadField(WagtailDocumentField):
    """Gives the form a CheckedDocument."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = lazy(document_limits, str)()
        accepted = ",".join(f".{extension}" for extension in settings.WAGTAILDOCS_EXTENSIONS)
        self.widget.attrs["accept"] = accepted

    def to_python(self, data: UploadedFile | None) -> CheckedDocument | None:
        upload: Any = FileField.to_python(self, data)
        return None if upload is None else check_document(upload, upload.name)


class PictureForm(BaseImageForm):
    """Base of every image form of Wagtail: upload, several at once, chooser, edit, API."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail chooses the field itself, so that only its replacement here is sure.
        if field := self.fields.get("file"):
            self.fields["file"] = PictureUploadField(
                label=field.label, required=field.required, widget=field.widget
            )
        if field := self.fields.get("description"):
            field.label = _("Text alternative")
            field.help_text = _(
                "What the image shows, for those who do not see it. Pages may give their own."
            )


class PublicDocumentForm(BaseDocumentForm):
    """Base of every document form of Wagtail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = DocumentUploadField(
                label=field.label, required=field.required, widget=field.widget
            )

"""Images and documents of the CMS, with the credit and the checks that a public site needs."""

from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.search import index

from media.document_checking import CONTENT_TYPES
from media.fields import DocumentField, PictureField, row_and_file_together


class Picture(AbstractImage):
    """An image; `description` is its text alternative, empty when it says nothing of its own."""

    file = PictureField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Author and licence.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = (("choose_picture", "Can choose image"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A file that was just given is measured; it does not outlive a row that failed."""
        with row_and_file_together(self) as is_new:
            if is_new:
                self._set_image_file_metadata()
            super().save(*args, **kwargs)


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = (
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            ),
        )


class PublicDocument(AbstractDocument):
    """A document to download; "public" unless its collection is private."""

    file = DocumentField(_("file"), upload_to="documents")

    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractDocument.Meta):
        permissions = (("choose_publicdocument", "Can choose document"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As Picture.save."""
        with row_and_file_together(self) as is_new:
            if is_new:
                self._set_document_file_metadata()
            super().save(*args, **kwargs)

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES.get(self.file_extension.lower(), "application/octet-stream")

    @cached_property
    def download_name(self) -> str:
        """The title as a file name: any letter, but nothing that a file system refuses."""
        allowed = "".join(
            c if c.isprintable() and c not in '\\/:*?"<>|' else " " for c in self.title
        )
        stem = " ".join(allowed.split()).strip(". ")[:120]
        return f"{stem or 'document'}.{self.file_extension.lower()}"

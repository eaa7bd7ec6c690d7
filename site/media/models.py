"""Images and documents of the CMS, with the credit and the checks that a public site needs."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.models import CollectionViewRestriction
from wagtail.search import index

from media.document_checking import CONTENT_TYPES
from media.fields import DocumentField, PictureField, row_and_file_together

# Extensions of documents whose text is read; tables and plain text are not.
LEGIBLE = ("pdf", "odt", "ods", "docx", "xlsx")


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


class PublicDocumentQuerySet(DocumentQuerySet):
    def public(self) -> "PublicDocumentQuerySet":
        """Those that everybody may download: no collection above them asks who is there."""
        restrictions = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
        within = Q()
        for path in restrictions:
            within |= Q(collection__path__startswith=path)
        return self.exclude(within) if within else self

    def legible(self) -> "PublicDocumentQuerySet":
        """Those whose text can be read, by their format."""
        formats = Q()
        for extension in LEGIBLE:
            formats |= Q(file__endswith=f".{extension}")
        return self.filter(formats)

    def unread(self) -> "PublicDocumentQuerySet":
        """Legible ones whose file, as it is now, was never read."""
        return self.legible().exclude(reading__file_hash=F("file_hash"))

    def without_text(self) -> "PublicDocumentQuerySet":
        """Legible ones whose file, as it is now, was never read, or could not be."""
        return self.legible().exclude(reading__file_hash=F("file_hash"), reading__problem="")


class PublicDocument(AbstractDocument):
    """A document to download; "public" unless its collection is private."""

    file = DocumentField(_("file"), upload_to="documents")

    admin_form_fields = ("title", "file", "collection")

    objects = PublicDocumentQuerySet.as_manager()

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

    @property
    def current_reading(self) -> "Reading | None":
        """What its file says as it is now; None while it was not read."""
        try:
            reading = self.reading
        except Reading.DoesNotExist:
            return None
        return reading if reading.file_hash == self.file_hash else None

    @property
    def reading_state(self) -> str:
        """In words, for editors; empty where the format is not one that is read."""
        if self.file_extension.lower() not in LEGIBLE:
            return ""
        reading = self.current_reading
        if reading is None:
            return gettext("It has not been read yet.")
        if reading.problem:
            return reading.get_problem_display()
        words = ngettext("%(count)s character", "%(count)s characters", reading.characters)
        return words % {"count": number_format(reading.characters, force_grouping=True)}

    @cached_property
    def download_name(self) -> str:
        """The title as a file name: any letter, but nothing that a file system refuses."""
        allowed = "".join(
            c if c.isprintable() and c not in '\\/:*?"<>|' else " " for c in self.title
        )
        stem = " ".join(allowed.split()).strip(". ")[:120]
        return f"{stem or 'document'}.{self.file_extension.lower()}"


class Reading(models.Model):
    """What a document says, as its file was read when it came in: for the search.

    It counts as long as its `file_hash` is that of the document. Either `text` or `problem` is
    empty.
    """

    class Problem(models.TextChoices):
        NO_TEXT = (
            "no_text",
            _(
                "It holds no text: perhaps it was scanned. Have its text recognised (OCR), then "
                "replace the file."
            ),
        )
        LOCKED = (
            "locked",
            _("It is locked. Export it without a password nor protection, then replace the file."),
        )
        DAMAGED = (
            "damaged",
            _("Its content cannot be understood. Export it again, then replace the file."),
        )
        TOO_SLOW = (
            "too_slow",
            _("Reading it takes too long. Split it or export it in a simpler form."),
        )
        TOO_LARGE = (
            "too_large",
            _("Reading it takes too much memory. Split it or export it in a simpler form."),
        )
        MISSING = ("missing", _("Its file cannot be found. Replace it."))

    document = models.OneToOneField(
        PublicDocument, models.CASCADE, primary_key=True, related_name="reading"
    )
    file_hash = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    characters = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=20, blank=True, choices=Problem)
    read_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("reading of a document")
        verbose_name_plural = _("readings of documents")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.problem or self.characters}"

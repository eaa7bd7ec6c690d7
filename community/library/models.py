"""A shared document, its versions, and who used it again."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from community.library.querysets import SharedDocumentQuerySet, VersionQuerySet
from community.library.states import LICENCE_TEXTS, Kind, Licence, Reason, State
from media.fields import DocumentField, extension_of, row_and_file_together
from media.models import Reading
from members.organisations.models import Organisation
from taxonomy.models import Pillar, Theme
from territories.models import Territory

FOLDER = "shared"
FIRST_YEAR = 1980


def private_path(instance: "Version", filename: str) -> str:
    """`filename`, made safe by the field, in a folder that cannot be guessed."""
    return f"{FOLDER}/{uuid4().hex}/{filename}"


class SharedDocument(models.Model):
    """A link, or files: its versions. Themes and pillars are those of the default locale."""

    title = models.CharField(_("title"), max_length=150)
    summary = models.TextField(_("summary"), max_length=600)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    url = models.URLField(_("link"), max_length=500, blank=True)  # empty: it has a file
    # The sheet that it is about, as its translations are.
    sheet = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    themes = models.ManyToManyField(Theme, related_name="+", verbose_name=_("themes"))
    pillars = models.ManyToManyField(
        Pillar, related_name="+", blank=True, verbose_name=_("pillars")
    )
    # What it is about: mostly that of the organisation.
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # For which it was shared; its referents keep the document when the author leaves.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="shared_documents"
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR)]
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.ETALAB)
    members_only = models.BooleanField(_("for members only"), default=False)
    # What it was made from: another shared document, or something in words with its address.
    source = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="taken")
    source_text = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="shared_documents",
        verbose_name=_("author"),
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    held_for = models.JSONField(default=list, blank=True, editable=False)  # values of `Reason`
    # Of the refusal, for its author; of the withdrawal, for everybody who could read it.
    reason = models.TextField(blank=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)  # for the first time
    changed_at = models.DateTimeField(auto_now=True)

    reuses_count: int  # set by `with_places`

    objects = SharedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared document")
        verbose_name_plural = _("shared documents")
        ordering = ("-published_at", "-pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        words = slugify(self.title)[:60].strip("-") or "document"
        return reverse("library:document", args=[words, self.pk])

    @property
    def reasons(self) -> list[str]:
        """Why it is held, in the language of the request."""
        return [str(Reason(one).label) for one in self.held_for if one in Reason.values]

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self.state == State.WITHDRAWN

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it, without an account."""
        return self.is_published and not self.members_only

    @property
    def licence_text(self) -> str:
        """Address of the text of its licence."""
        return LICENCE_TEXTS[Licence(self.licence)]

    @property
    def shown_version(self) -> "Version | None":
        """The newest one that was published; None of a link, and of what never was."""
        return self.versions.shown().first()

    @property
    def waiting_version(self) -> "Version | None":
        """The one that its author has not confirmed yet, or that a moderator has to look at."""
        return self.versions.filter(shown_at=None).first()


class Version(models.Model):
    """A file, as it was; at most one of a document is not shown yet. The storage is private.

    One that was withdrawn by itself has neither file nor text.
    """

    document = models.ForeignKey(SharedDocument, models.CASCADE, related_name="versions")
    file = DocumentField(_("file"), upload_to=private_path, max_length=200)
    size = models.PositiveIntegerField(default=0, editable=False)  # bytes
    changes = models.CharField(_("what changed"), max_length=200, blank=True)
    # What the file says, as it was read when it came in; one of both is empty once it was read.
    text = models.TextField(blank=True, editable=False)
    # (number of a line of the text, level) of each heading that the file marks as one.
    headings = models.JSONField(default=list, blank=True, editable=False)
    problem = models.CharField(max_length=20, blank=True, choices=Reading.Problem, editable=False)
    is_read = models.BooleanField(default=False, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    shown_at = models.DateTimeField(null=True, editable=False)
    # By itself: its file and its text are gone, the reason is for whoever reads the document.
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField(blank=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a shared document")
        verbose_name_plural = _("versions of shared documents")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("document",), condition=Q(shown_at=None), name="one_waiting_version"
            ),
        )

    def __str__(self) -> str:
        return str(self.file.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """UploadRefused when the file is none of the accepted kinds; see `media.fields`."""
        with row_and_file_together(self) as is_new:
            if is_new:
                self.size = self.file.size
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("library:file", args=[self.pk])

    @property
    def extension(self) -> str:
        """Without dot, in lower case."""
        return extension_of(self.file)

    @property
    def download_name(self) -> str:
        """The title of the document as a file name, in plain letters."""
        return f"{slugify(self.document.title)[:100] or 'document'}.{self.extension}"


class Reuse(models.Model):
    """That a member used a document again, for an organisation or not; one a member."""

    document = models.ForeignKey(SharedDocument, models.CASCADE, related_name="reuses")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    purpose = models.CharField(_("what for"), max_length=300)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("reuse of a shared document")
        verbose_name_plural = _("reuses of shared documents")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("document", "member"), name="reuse_once_a_member"),
        )

    def __str__(self) -> str:
        return self.purpose

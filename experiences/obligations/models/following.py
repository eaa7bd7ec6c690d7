"""What an organisation notes about obligations: for its members alone, never public."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from experiences.obligations.facts import MOST, Supplied
from experiences.obligations.models.obligation import Obligation
from media.fields import DocumentField, extension_of, row_and_file_together
from members.organisations.models import Organisation

FOLDER = "obligation-proofs"


def private_path(instance: "Proof", filename: str) -> str:
    """`filename`, made safe by the field, in a folder that cannot be guessed."""
    return f"{FOLDER}/{uuid4().hex}/{filename}"


def member_key(label: Any = None, **kwargs: Any) -> Any:
    """Who did it; None: the account is deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        **kwargs,
    )


class Facts(models.Model):
    """What no reference data says of an organisation, and some rules count."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="facts")
    staff = models.DecimalField(
        _("agents, in full-time equivalents"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(MOST)],
    )
    surface = models.DecimalField(
        _("floor area of the largest building in use (m²)"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(MOST)],
    )
    updated_by = member_key()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("facts of an organisation")
        verbose_name_plural = _("facts of organisations")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def supplied(self) -> Supplied:
        return Supplied(staff=self.staff, surface=self.surface)


class Record(models.Model):
    """Where an organisation stands with an obligation."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DONE = "done", _("Done")
        NOT_CONCERNED = "not-concerned", _("Not concerned")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="obligation_records"
    )
    # Of the default locale. An editor unpublishes what is over; what towns noted stays.
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="records")
    status = models.CharField(_("status"), max_length=14, choices=Status)
    # Planned: the day by which; done: the day on which.
    on = models.DateField(_("date"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    changed_by = member_key()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("record of an obligation")
        verbose_name_plural = _("records of obligations")
        default_permissions = ()
        ordering = ("on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "obligation"], name="obligation_record_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.obligation}, {self.organisation}"

    @property
    def is_planned(self) -> bool:
        return self.status == self.Status.PLANNED


class Proof(models.Model):
    """The document that shows it. The storage is private: members of the organisation alone."""

    record = models.OneToOneField(Record, models.CASCADE, related_name="proof")
    file = DocumentField(_("file"), upload_to=private_path, max_length=200)
    size = models.PositiveIntegerField(default=0, editable=False)  # bytes
    added_by = member_key()
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.file.name).rpartition("/")[2]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """UploadRefused when the file is none of the accepted kinds; see `media.fields`."""
        with row_and_file_together(self) as is_new:
            if is_new:
                self.size = self.file.size
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("obligations:proof", args=[self.pk])

    @property
    def extension(self) -> str:
        """Without dot, in lower case."""
        return extension_of(self.file)

    @property
    def download_name(self) -> str:
        """The obligation as a file name, in plain letters."""
        return f"{slugify(self.record.obligation.name)[:80] or 'preuve'}.{self.extension}"


class Change(models.Model):
    """What somebody noted about an obligation, as it was then; it outlives the record."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="+")
    by = member_key(_("by"))
    at = models.DateTimeField(default=timezone.now)
    # Empty: the record was deleted.
    status = models.CharField(max_length=14, choices=Record.Status, blank=True)
    on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    proof = models.CharField(max_length=100, blank=True)  # name of the file; empty: none

    class Meta:
        verbose_name = _("change of a record")
        verbose_name_plural = _("changes of records")
        default_permissions = ()
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["organisation", "obligation"], name="obligation_changes"),)

    def __str__(self) -> str:
        return f"{self.obligation}, {self.organisation}"

"""What a member suggests about one fact of a sheet, and what editors decided about it."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from experiences.stages import Evidence
from experiences.suggestions.about import About
from experiences.validators import YEAR_VALIDATORS


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def open(self) -> "SuggestionQuerySet":
        return self.filter(status=Suggestion.Status.OPEN)

    def published(self) -> "SuggestionQuerySet":
        """Those that the page shows as it is published: accepted, and published since."""
        return self.filter(
            status=Suggestion.Status.ACCEPTED, page__live_revision__gte=F("accepted_in")
        )


class Suggestion(models.Model):
    """Never public itself: what an editor accepts goes into a draft of the sheet."""

    # The page keeps no list of who referred to it: suggestions are listed on their own.
    wagtail_reference_index_ignore = True

    class Status(models.TextChoices):
        OPEN = "open", _("To decide")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    # The sheet that its facts come from: see `sending.original`. Or a resource that was begun from
    # what a member wrote, of which this is the credit.
    page = models.ForeignKey(
        "wagtailcore.Page",
        models.CASCADE,
        related_name="suggestions",
        verbose_name=_("experience sheet"),
    )
    about = models.CharField(_("about"), max_length=20, choices=About)
    text = models.TextField(_("text"))
    amount = models.DecimalField(
        _("amount (€)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=YEAR_VALIDATORS
    )
    evidence = models.CharField(_("evidence"), max_length=10, choices=Evidence, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)

    # None: the account is deleted.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="suggestions",
        verbose_name=_("member"),
    )
    # The organisation of the member as it was confirmed on that day; empty: none was.
    place = models.CharField(_("organisation"), max_length=200, blank=True)
    # That the member wishes to be named on the sheet.
    named = models.BooleanField(_("to be named"), default=False)
    sent_at = models.DateTimeField(_("sent on"), default=timezone.now)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    # Number of the first revision that may hold it. Not a key: old revisions are purged.
    accepted_in = models.PositiveBigIntegerField(null=True, blank=True, editable=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion about a sheet")
        verbose_name_plural = _("suggestions about sheets")
        default_permissions = ()
        ordering = ("sent_at", "pk")
        indexes = (models.Index(fields=["status", "sent_at"], name="suggestion_status_sent"),)

    def __str__(self) -> str:
        return f"{self.get_about_display()}, {self.page}"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

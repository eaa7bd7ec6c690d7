"""When a publication was last read again against its facts, and when it is to be next."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from experiences.models.publication import Publication
from experiences.translation import synchronized

# Days before the due date from which a review is announced.
DUE_SOON_DAYS = 60


class ReviewState(models.TextChoices):
    NEVER = "never", _("Never reviewed")
    CURRENT = "current", _("Reviewed")
    DUE_SOON = "due-soon", _("Review due soon")
    OVERDUE = "overdue", _("Review overdue")


def a_year_after(day: date) -> date:
    """The same day of the next year; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def review_state(*, reviewed_on: date | None, next_review_on: date | None) -> ReviewState:
    """Where a review stands today; a due date counts even if nobody has reviewed yet."""
    today = timezone.localdate()
    if next_review_on and next_review_on < today:
        return ReviewState.OVERDUE
    if next_review_on and next_review_on <= today + timedelta(days=DUE_SOON_DAYS):
        return ReviewState.DUE_SOON
    return ReviewState.CURRENT if reviewed_on else ReviewState.NEVER


class ReviewedPublication(Publication):
    """Of sheets, dossiers and resources: what ages."""

    reviewed_on = models.DateField(
        _("reviewed on"),
        null=True,
        blank=True,
        help_text=_("The day on which someone of the editors last checked every fact."),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    next_review_on = models.DateField(
        _("next review due"),
        null=True,
        blank=True,
        help_text=_("Leave empty: twelve months after the review."),
    )

    override_translatable_fields = [
        *Publication.override_translatable_fields,
        *synchronized("reviewed_on", "reviewed_by", "next_review_on"),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        self.plan_review()

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        """As a publication's, with the next review planned."""
        self.plan_review()
        return super().save(clean=clean, **kwargs)

    def plan_review(self) -> None:
        """Set the next review to a year after the last one, unless a later day is chosen."""
        if self.reviewed_on and (
            self.next_review_on is None or self.next_review_on <= self.reviewed_on
        ):
            self.next_review_on = a_year_after(self.reviewed_on)

    @property
    def review_state(self) -> ReviewState:
        """Where its review stands today."""
        return review_state(reviewed_on=self.reviewed_on, next_review_on=self.next_review_on)

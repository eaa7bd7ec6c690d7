"""What referents were told of their areas: kept, so that two looks never differ by a few."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from experiences.diagnostic.models.questionnaire import Edition
from members.organisations.models import Organisation


class Telling(models.Model):
    """The figures of an area as a referent was told them, and what was counted in them."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(default=timezone.now)
    # One word for each round that counted, which changes with its answers: never shown.
    counted = models.JSONField()
    # As `aggregates.as_json` writes them: numbers and keys, no words.
    figures = models.JSONField()

    class Meta:
        verbose_name = _("figures told to a referent")
        verbose_name_plural = _("figures told to referents")
        default_permissions = ()
        ordering = ("-told_at", "-pk")

    def __str__(self) -> str:
        return f"{self.organisation}, {self.told_at:%Y-%m-%d}"

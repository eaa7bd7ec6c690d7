"""Rules by which editors say what a territory can do where it is weak, and for whom each holds."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from experiences.diagnostic.blocks import KEY
from territories.models import Territory
from territories.sizes import TerritorySize


class AdviceQuerySet(models.QuerySet["Advice"]):
    def rules(self) -> "AdviceQuerySet":
        """Those that hold, in the editors' order: what they say is that of the default language."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE, live=True)


class Advice(TranslatableMixin, models.Model):
    """One thing to do where a section, or a question, reaches at most so much.

    Whom it concerns is read from the French one; translations bring its words alone.
    """

    section = models.CharField(
        _("key of the section"),
        max_length=60,
        validators=[RegexValidator(KEY)],
        help_text=_("As it stands in the questionnaire."),
    )
    question = models.CharField(
        _("key of a question"),
        max_length=60,
        blank=True,
        validators=[RegexValidator(KEY)],
        help_text=_("Where the advice answers one question alone, and not the whole section."),
    )
    at_most = models.PositiveSmallIntegerField(
        _("where it reaches at most (%)"),
        default=40,
        validators=[MaxValueValidator(100)],
    )
    # Values of TerritorySize and of Territory.LOCAL; empty: any.
    sizes = models.JSONField(_("sizes of territories"), default=list, blank=True)
    kinds = models.JSONField(_("kinds of territories"), default=list, blank=True)
    action = models.CharField(
        _("what to do"), max_length=160, help_text=_("One sentence that begins with a verb.")
    )
    why = models.CharField(
        _("what it brings"),
        max_length=300,
        help_text=_("One or two sentences, in plain words."),
    )
    hours = models.PositiveSmallIntegerField(
        _("hours it takes"), validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page to read"),
    )
    address = models.URLField(_("or an address"), blank=True)
    position = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("The lowest comes first.")
    )
    live = models.BooleanField(_("given to territories"), default=True)

    objects = AdviceQuerySet.as_manager()

    translatable_fields = [
        SynchronizedField("section"),
        SynchronizedField("question"),
        TranslatableField("action"),
        TranslatableField("why"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("advice of the self-diagnosis")
        verbose_name_plural = _("advice of the self-diagnosis")
        ordering = ("section", "position", "hours", "pk")

    def __str__(self) -> str:
        return self.action

    def clean(self) -> None:
        """ValidationError for sizes and kinds that there are not, and two ways to read on."""
        super().clean()
        errors = {}
        for name, known in (("sizes", TerritorySize.values), ("kinds", Territory.LOCAL)):
            if not _among(getattr(self, name), known):
                errors[name] = ValidationError(gettext("Choose from the list."))
        if self.page_id and self.address:
            errors["address"] = ValidationError(gettext("Give a page or an address, not both."))
        if errors:
            raise ValidationError(errors)

    def fits(self, territory: Territory) -> bool:
        """Whether it is for a territory of this kind and size; of an unknown size, only any."""
        return (not self.kinds or territory.kind in self.kinds) and (
            not self.sizes or (territory.size is not None and territory.size in self.sizes)
        )


def _among(chosen: Any, known: Iterable[str]) -> bool:
    return isinstance(chosen, list) and set(map(str, chosen)) <= set(map(str, known))

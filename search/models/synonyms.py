"""Words that editors declare equivalent; they count from the next search on."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class Synonym(models.Model):
    """One set of equivalent words or groups of words, in one language."""

    locale = models.ForeignKey(Locale, models.CASCADE, related_name="+", verbose_name=_("language"))
    terms = models.CharField(
        _("equivalent terms"),
        max_length=500,
        help_text=_("Separated by commas: LED, éclairage public."),
    )

    class Meta:
        verbose_name = _("set of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ("terms",)

    def __str__(self) -> str:
        return self.terms

    @property
    def alternatives(self) -> list[str]:
        """The terms, one by one, as written."""
        return [term for term in (part.strip() for part in self.terms.split(",")) if term]

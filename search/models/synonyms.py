"""Words that editors declare equivalent; they count from the next search on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from search.analysis.folding import fold

MIN_TERMS, MAX_TERMS = 2, 12
MAX_WORDS = 8  # of one term: what the engines read of it


def alternatives(terms: str) -> list[str]:
    """The terms of a set as it is kept, parted by commas."""
    return [term for term in (part.strip() for part in terms.split(",")) if term]


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
        return alternatives(self.terms)

    def clean(self) -> None:
        """Tidies the terms; ValidationError where they say nothing, or what another set says."""
        terms = [" ".join(term.split()) for term in self.alternatives]
        self.terms = ", ".join(terms)
        folded = {fold(term) for term in terms}
        if len(terms) < MIN_TERMS:
            raise ValidationError(
                {"terms": gettext("Type at least two terms, separated by a comma.")}
            )
        if len(terms) > MAX_TERMS:
            message = gettext("Type at most %(count)s terms; make a second set for others.")
            raise ValidationError({"terms": message % {"count": MAX_TERMS}})
        if len(folded) < len(terms):
            message = gettext(
                "The same term stands here twice: accents and capitals make no difference."
            )
            raise ValidationError({"terms": message})
        for term in terms:
            if len(term.split()) > MAX_WORDS or not any(letter.isalnum() for letter in term):
                message = gettext("“%(term)s” cannot be searched: type one to %(count)s words.")
                raise ValidationError({"terms": message % {"term": term, "count": MAX_WORDS}})
        for other in Synonym.objects.filter(locale=self.locale_id).exclude(pk=self.pk):
            if {fold(term) for term in other.alternatives} == folded:
                message = gettext("The set “%(other)s” already says so.")
                raise ValidationError({"terms": message % {"other": other}})

"""What the search server has still to be told, and what it refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """That the document of a page changed, came or went, in the index of one language.

    Appended in the transaction of the change itself, removed once the search server has it. Its
    key is the version of that state of the document: see `search.recording`.
    """

    # Not a foreign key: it outlives the page.
    page_id = models.BigIntegerField()
    locale = models.CharField(max_length=12)  # language code
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index("page_id", "locale", name="change_page"),)

    def __str__(self) -> str:
        return f"{self.pk}: {self.page_id} {self.locale}"


class Refusal(models.Model):
    """A document that the search server does not take as it is: one a page and language."""

    page_id = models.BigIntegerField(_("page"))
    locale = models.CharField(_("language"), max_length=12)  # language code
    version = models.BigIntegerField()  # of the refused state
    error = models.TextField(_("error"))
    refused_at = models.DateTimeField(_("since"), auto_now_add=True)  # for the first time

    class Meta:
        verbose_name = _("refused document")
        verbose_name_plural = _("refused documents")
        ordering = ("-refused_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["page_id", "locale"], name="refusal_unique"),
        )

    def __str__(self) -> str:
        return f"{self.page_id} {self.locale}"

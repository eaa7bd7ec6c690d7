"""What the search server has still to be told, and what it refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """That a document changed, came or went, in the index of one language.

    Appended in the transaction of the change itself, removed once the search server has it. Its
    key is the version of that state of the document: see `search.recording`.
    """

    # `Document.key`, and no foreign key: it outlives the document.
    key = models.BigIntegerField()
    locale = models.CharField(max_length=12)  # language code
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index("key", "locale", name="change_key"),)

    def __str__(self) -> str:
        return f"{self.pk}: {self.key} {self.locale}"


class Refusal(models.Model):
    """A document that the search server does not take as it is: one a key and language."""

    key = models.BigIntegerField(_("document"))
    locale = models.CharField(_("language"), max_length=12)  # language code
    version = models.BigIntegerField()  # of the refused state
    error = models.TextField(_("error"))
    refused_at = models.DateTimeField(_("since"), auto_now_add=True)  # for the first time

    class Meta:
        verbose_name = _("refused document")
        verbose_name_plural = _("refused documents")
        ordering = ("-refused_at", "-pk")
        constraints = (models.UniqueConstraint(fields=["key", "locale"], name="refusal_unique"),)

    def __str__(self) -> str:
        return f"{self.key} {self.locale}"

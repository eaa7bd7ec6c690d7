"""Domains that moderators have seen enough of."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.organisations.domains import read_domain


class BlockedDomain(models.Model):
    """A domain to which no message leads before a moderator has read it; see `blocking`."""

    # In ASCII (IDNA), as the names of the DNS are compared.
    domain = models.CharField(
        _("domain"),
        max_length=253,
        unique=True,
        help_text=_(
            "For example jeux-en-ligne.example, or an address of the site. What stands before it "
            "(www.jeux-en-ligne.example) counts too."
        ),
    )
    why = models.CharField(
        _("why"), max_length=200, blank=True, help_text=_("For the other moderators.")
    )
    added_at = models.DateTimeField(_("added on"), default=timezone.now, editable=False)

    class Meta:
        ordering = ("domain",)
        verbose_name = _("blocked domain")
        verbose_name_plural = _("blocked domains")

    def __str__(self) -> str:
        return self.domain

    def clean_fields(self, exclude: set[str] | None = None) -> None:  # type: ignore[override]
        """The domain of what was typed, in ASCII, so that it is seen when it is there already.

        ValidationError for what is no domain.
        """
        super().clean_fields(exclude=exclude)
        if "domain" in (exclude or ()):
            return
        try:
            self.domain = read_domain(_host(self.domain)).removeprefix("www.")
        except ValidationError as error:
            raise ValidationError({"domain": error}) from error


def _host(typed: str) -> str:
    """Of an address, its host; what is none of the kind, as it is."""
    try:
        return urlsplit(typed.strip()).hostname or typed.strip()
    except ValueError:  # "https://[": no address at all
        return typed.strip()

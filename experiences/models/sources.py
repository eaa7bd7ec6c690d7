"""Where the facts of a publication come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page, TranslatableMixin

from experiences.translation import synchronized
from experiences.validators import validate_partial_date


class Source(TranslatableMixin, Orderable):
    """A document or page that a publication draws on."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="publication_sources")
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address"), max_length=500, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    date = models.CharField(
        _("date"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("As precise as known: 2012, 2012-06 or 2012-06-14."),
    )
    document = models.ForeignKey(
        "media.PublicDocument",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("url"),
        FieldPanel("publisher"),
        FieldPanel("date"),
        FieldPanel("document"),
    ]
    override_translatable_fields = synchronized("title", "url", "publisher", "date", "document")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("source")

    def __str__(self) -> str:
        return self.title

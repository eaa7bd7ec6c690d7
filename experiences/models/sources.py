"""Where the facts of a publication come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField


class Source(TranslatableMixin, Orderable):
    """A document or page that a publication draws on."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="publication_sources")
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address"), max_length=500, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    # As precise as known: 2012, 2012-06 or 2012-06-14.
    date = models.CharField(
        _("date"), max_length=10, blank=True, help_text="2012, 2012-06, 2012-06-14"
    )
    document = models.ForeignKey(
        "media.PublicDocument", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("url"),
        FieldPanel("publisher"),
        FieldPanel("date"),
        FieldPanel("document"),
    ]
    override_translatable_fields = [
        SynchronizedField(name) for name in ("title", "url", "publisher", "date", "document")
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("source")

    def __str__(self) -> str:
        return self.title

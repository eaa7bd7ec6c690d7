"""What every published page has: a summary, a cover, its place among themes and pillars."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField


class Publication(Page):
    summary = models.TextField(_("summary"), max_length=300, help_text=_("One or two sentences."))
    cover = models.ForeignKey(
        "media.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover"),
    )
    # Terms of the default locale, whatever the page's own: slugs are shared, names are looked up.
    themes = ParentalManyToManyField(
        "taxonomy.Theme", blank=True, related_name="+", verbose_name=_("themes")
    )
    pillars = ParentalManyToManyField(
        "taxonomy.Pillar", blank=True, related_name="+", verbose_name=_("pillars")
    )

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("cover")]
    classing_panels = [
        MultiFieldPanel([FieldPanel("themes"), FieldPanel("pillars")], heading=_("Classing")),
    ]
    override_translatable_fields = [
        TranslatableField("slug"),
        TranslatableField("summary"),
        SynchronizedField("cover"),
        SynchronizedField("themes"),
        SynchronizedField("pillars"),
    ]

    class Meta:
        abstract = True

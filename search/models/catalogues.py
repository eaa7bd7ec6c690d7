"""A catalogue: the same search with its kind fixed, at a readable address of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from search.kinds import Kind


class CataloguePage(Page):
    kind = models.CharField(_("kind of content"), max_length=20, choices=Kind)
    summary = models.TextField(_("summary"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("kind"), FieldPanel("summary")]
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "experiences.ExperiencePage",
        "experiences.DossierPage",
        "experiences.ResourcePage",
        "experiences.NewsPage",
    ]
    template = "search/catalogue.html"

    class Meta:
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")

"""A resource: a leaflet, tool, study or specification that helps a territory."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from experiences import completeness, panels
from experiences.models.review import ReviewedPublication
from experiences.translation import synchronized
from experiences.validators import YEAR_VALIDATORS
from ui.blocks import BodyBlock


class ResourcePage(ReviewedPublication):
    kind = models.ForeignKey(
        "taxonomy.ResourceKind",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind"),
    )
    authors = models.CharField(_("authors"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=YEAR_VALIDATORS
    )
    # Not `url`: that is the address of the page itself.
    link = models.URLField(_("address"), max_length=500, blank=True)
    document = models.ForeignKey(
        "media.PublicDocument",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("body"),
        help_text=_("What it holds, whom it helps and when to use it."),
    )

    rules = ("summary", "source", "blocks")
    criteria = completeness.RESOURCE
    edit_handler = panels.tabs(
        facts=[
            *panels.HEAD,
            FieldPanel("kind"),
            FieldPanel("authors"),
            FieldPanel("year"),
            FieldPanel("link"),
            FieldPanel("document"),
            *panels.COVER,
        ],
        story=[FieldPanel("body")],
        evidence=[panels.SOURCES],
        classing=panels.CLASSING,
        review=[panels.REVIEW],
    )
    search_fields = [
        *ReviewedPublication.search_fields,
        index.SearchField("authors"),
        index.SearchField("body"),
    ]
    override_translatable_fields = [
        *ReviewedPublication.override_translatable_fields,
        *synchronized("kind", "authors", "year", "link", "document"),
    ]

    parent_page_types = ["search.CataloguePage"]
    subpage_types: list[str] = []
    template = "experiences/resource.html"

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

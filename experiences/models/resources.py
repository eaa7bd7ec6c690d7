"""A resource: a leaflet, tool, study or specification that helps a territory."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from experiences.models.publication import Publication
from ui.blocks import BodyBlock


class ResourcePage(Publication):
    kind = models.ForeignKey(
        "taxonomy.ResourceKind",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind"),
    )
    authors = models.CharField(_("authors"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    document = models.ForeignKey(
        "media.PublicDocument",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    parent_page_types = ["search.CataloguePage"]
    subpage_types: list[str] = []
    template = "experiences/resource.html"

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

"""A piece of news, dated, often linked to a dossier."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from experiences.models.publication import Publication
from ui.blocks import BodyBlock


class NewsPage(Publication):
    date = models.DateField(_("date"), null=True, blank=True)
    date_note = models.CharField(_("about the date"), max_length=160, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    parent_page_types = ["search.CataloguePage"]
    subpage_types: list[str] = []
    template = "experiences/news.html"

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")

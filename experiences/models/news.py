"""A piece of news, dated, often linked to a dossier."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from experiences import completeness, panels
from experiences.models.publication import Publication
from experiences.translation import synchronized
from ui.blocks import BodyBlock


class NewsPage(Publication):
    date = models.DateField(_("date"), null=True, blank=True)
    date_note = models.CharField(
        _("about the date"),
        max_length=160,
        blank=True,
        help_text=_("When the day is not known: “autumn 2018”, “before the call of 2020”."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    rules = ("summary", "source", "blocks")
    criteria = completeness.NEWS
    edit_handler = panels.tabs(
        facts=[*panels.HEAD, FieldPanel("date"), FieldPanel("date_note"), *panels.COVER],
        story=[FieldPanel("body")],
        evidence=[panels.SOURCES],
        classing=panels.CLASSING,
    )
    search_fields = [
        *Publication.search_fields,
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    override_translatable_fields = [
        *Publication.override_translatable_fields,
        *synchronized("date"),
        TranslatableField("date_note"),
    ]

    parent_page_types = ["search.CataloguePage"]
    subpage_types: list[str] = []
    template = "experiences/news.html"

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")

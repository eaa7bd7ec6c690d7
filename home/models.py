"""The home page: what editors choose of it; the rest is counted and listed by home.overview."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from experiences.public.heads import page_head
from home.blocks import DoorBlock, ReasonBlock
from home.chosen import (
    catalogue_urls,
    chosen_ids,
    doors,
    dossier_lines,
    in_language_of,
    pillar_cards,
)
from home.overview import LATEST, cards, overview, search_address


class HomePage(Page):
    hero_title = models.CharField(_("headline"), max_length=90, blank=True)
    lead = models.TextField(_("lead"), max_length=300, blank=True)
    search_placeholder = models.CharField(_("example in the search box"), max_length=60, blank=True)
    often_searched = StreamField(
        [("words", blocks.CharBlock(max_length=60, icon="search", label=_("Words")))],
        blank=True,
        max_num=6,
        verbose_name=_("often searched"),
    )
    doors = StreamField(
        [("door", DoorBlock())],
        blank=True,
        max_num=6,
        verbose_name=_("“You are here to…”"),
    )
    featured_sheet = models.ForeignKey(
        "experiences.ExperiencePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sheet shown large"),
        help_text=_("Empty: the latest one."),
    )
    pillars_page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page about the four pillars"),
    )
    dossiers = StreamField(
        [("dossier", blocks.PageChooserBlock("experiences.DossierPage", label=_("Dossier")))],
        blank=True,
        max_num=6,
        verbose_name=_("dossiers"),
        help_text=_("Empty: the latest four."),
    )
    reasons = StreamField(
        [("reason", ReasonBlock())], blank=True, max_num=4, verbose_name=_("why this site")
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hero_title"),
                FieldPanel("lead"),
                FieldPanel("search_placeholder"),
                FieldPanel("often_searched"),
            ],
            heading=_("Headline and search"),
        ),
        FieldPanel("doors"),
        PageChooserPanel("featured_sheet"),
        PageChooserPanel("pillars_page", "experiences.ContentPage"),
        FieldPanel("dossiers"),
        FieldPanel("reasons"),
        HelpPanel(_("Sizes, pillars, map and figures are counted from what is published.")),
    ]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        numbers = overview(locale=self.locale.language_code)
        chosen_dossiers = chosen_ids(self.dossiers)
        pages = in_language_of(
            self,
            [
                *chosen_ids(self.doors, "page"),
                *chosen_dossiers,
                self.featured_sheet_id,
                self.pillars_page_id,
            ],
        )
        featured = pages.get(self.featured_sheet_id or 0)
        first = [featured.pk] if featured else []
        latest = [*first, *(pk for pk in numbers.latest if pk not in first)]
        pillars_page = pages.get(self.pillars_page_id or 0)
        return {
            **context,
            "numbers": numbers,
            "cards": cards(latest[:LATEST], request),
            "doors": doors(self.doors, pages, request),
            "dossiers": dossier_lines(self, chosen_dossiers, pages, request),
            "pillars": pillar_cards(self, request),
            "pillars_url": pillars_page.get_url(request) if pillars_page else "",
            "catalogues": catalogue_urls(self, request),
            "head": page_head(self, request, description=self.lead, work="WebPage"),
            "searched": [
                (block.value, search_address(block.value)) for block in self.often_searched
            ],
        }

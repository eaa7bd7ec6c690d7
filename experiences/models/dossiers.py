"""A dossier gathers sheets, resources and news on one subject, chapter by chapter."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from experiences import completeness, panels
from experiences.models.review import ReviewedPublication
from experiences.panels.dossiers import DOSSIER_LINK, DOSSIER_STORY
from experiences.translation import synchronized
from ui.blocks import BodyBlock


class DossierPage(ReviewedPublication):
    introduction = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("introduction"),
        help_text=_("What the reader understands and can do after the dossier."),
    )

    rules = ("summary", "theme", "pillar", "source", "blocks", "chapters")
    criteria = completeness.DOSSIER
    edit_handler = panels.tabs(
        facts=[*panels.HEAD, *panels.COVER],
        story=DOSSIER_STORY,
        evidence=[panels.SOURCES],
        classing=panels.CLASSING,
        review=[panels.REVIEW],
    )
    search_fields = [*ReviewedPublication.search_fields, index.SearchField("introduction")]
    override_translatable_fields = [
        *ReviewedPublication.override_translatable_fields,
    ]
    parent_page_types = ["search.CataloguePage"]
    subpage_types: list[str] = []
    template = "experiences/dossier.html"

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")


class Chapter(TranslatableMixin, Orderable):
    """One line of a dossier's summary (sommaire), with the pages that it points to."""

    page = ParentalKey(DossierPage, on_delete=models.CASCADE, related_name="chapters")
    heading = models.CharField(_("heading"), max_length=120)
    lead = models.TextField(_("in one or two sentences"), blank=True)
    # Text and `page` blocks: a StreamField, since a child of a child cannot be edited in line.
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    panels = [FieldPanel("heading"), FieldPanel("lead"), FieldPanel("body")]
    override_translatable_fields = [
        TranslatableField("heading"),
        TranslatableField("lead"),
        TranslatableField("body"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("chapter")

    def __str__(self) -> str:
        return self.heading


class DossierLink(TranslatableMixin, Orderable):
    """That a page (sheet, resource, news, other dossier) belongs to a dossier."""

    dossier = ParentalKey(DossierPage, on_delete=models.CASCADE, related_name="links")
    page = models.ForeignKey(
        Page, models.CASCADE, related_name="dossier_links", verbose_name=_("page")
    )

    panels = DOSSIER_LINK
    override_translatable_fields = synchronized("page")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("page of a dossier")

    def __str__(self) -> str:
        return str(self.page)

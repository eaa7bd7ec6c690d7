"""A dossier gathers sheets, resources and news on one subject, chapter by chapter."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from experiences.models.publication import Publication
from ui.blocks import BodyBlock


class DossierPage(Publication):
    introduction = StreamField(BodyBlock(), blank=True, verbose_name=_("introduction"))

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
    # Pages of this site, in order: StreamField, since a child of a child cannot be edited in line.
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

    panels = [
        PageChooserPanel(
            "page",
            [
                "experiences.ExperiencePage",
                "experiences.ResourcePage",
                "experiences.NewsPage",
                "experiences.DossierPage",
            ],
        )
    ]
    override_translatable_fields = [SynchronizedField("page")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("page of a dossier")

    def __str__(self) -> str:
        return str(self.page)

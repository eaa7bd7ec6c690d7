"""Plain pages, and the editor-written page of each theme and each pillar."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from experiences import completeness, panels
from experiences.models.publication import Publication
from experiences.translation import synchronized
from ui.blocks import BodyBlock


class ContentPage(Publication):
    """A page that stands for itself (about, legal notice), or the parent of subject pages."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    criteria = completeness.CONTENT
    edit_handler = panels.tabs(
        facts=[*panels.HEAD, *panels.COVER],
        story=[FieldPanel("body")],
        evidence=[panels.SOURCES],
        classing=panels.CLASSING,
    )
    search_fields = [*Publication.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage", "experiences.ContentPage"]
    template = "experiences/content.html"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class SubjectPage(Publication):
    """What one gains, what it takes, and where to see it: the frame of theme and pillar pages."""

    introduction = StreamField(BodyBlock(), blank=True, verbose_name=_("introduction"))
    gains = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("what one gains"),
        help_text=_("Facts that sheets prove: point to each with a “page of this site” block."),
    )
    needs = StreamField(BodyBlock(), blank=True, verbose_name=_("what it takes"))
    # Chosen examples, dossiers and resources: `page` blocks.
    examples = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("examples, dossiers, resources"),
        help_text=_("“Page of this site” blocks, the best first."),
    )

    criteria: ClassVar[tuple[completeness.Criterion, ...]] = completeness.SUBJECT
    search_fields = [
        *Publication.search_fields,
        index.SearchField("introduction"),
        index.SearchField("gains"),
        index.SearchField("needs"),
    ]
    parent_page_types = ["experiences.ContentPage"]
    subpage_types: list[str] = []
    story_panels = [
        FieldPanel("introduction"),
        FieldPanel("gains"),
        FieldPanel("needs"),
        FieldPanel("examples"),
    ]

    class Meta:
        abstract = True


class ThemePage(SubjectPage):
    theme = models.ForeignKey(
        "taxonomy.Theme", models.PROTECT, related_name="+", verbose_name=_("theme")
    )

    edit_handler = panels.tabs(
        facts=[*panels.HEAD, FieldPanel("theme"), *panels.COVER],
        story=SubjectPage.story_panels,
        evidence=[panels.SOURCES],
    )
    override_translatable_fields = [
        *Publication.override_translatable_fields,
        *synchronized("theme"),
    ]
    template = "experiences/subject.html"

    class Meta:
        verbose_name = _("theme page")
        verbose_name_plural = _("theme pages")


class PillarPage(SubjectPage):
    pillar = models.ForeignKey(
        "taxonomy.Pillar", models.PROTECT, related_name="+", verbose_name=_("pillar")
    )

    edit_handler = panels.tabs(
        facts=[*panels.HEAD, FieldPanel("pillar"), *panels.COVER],
        story=SubjectPage.story_panels,
        evidence=[panels.SOURCES],
    )
    override_translatable_fields = [
        *Publication.override_translatable_fields,
        *synchronized("pillar"),
    ]
    template = "experiences/subject.html"

    class Meta:
        verbose_name = _("pillar page")
        verbose_name_plural = _("pillar pages")

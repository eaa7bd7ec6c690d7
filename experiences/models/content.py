"""Plain pages, and the editor-written page of each theme and each pillar."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from experiences.models.publication import Publication
from ui.blocks import BodyBlock


class ContentPage(Publication):
    """A page that stands for itself (about, legal notice), or the parent of subject pages."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    parent_page_types = ["home.HomePage", "experiences.ContentPage"]
    template = "experiences/content.html"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class SubjectPage(Publication):
    """What one gains, what it takes, and where to see it: the frame of theme and pillar pages."""

    introduction = StreamField(BodyBlock(), blank=True, verbose_name=_("introduction"))
    gains = StreamField(BodyBlock(), blank=True, verbose_name=_("what one gains"))
    needs = StreamField(BodyBlock(), blank=True, verbose_name=_("what it takes"))
    # Chosen examples, dossiers and resources: `page` blocks.
    examples = StreamField(BodyBlock(), blank=True, verbose_name=_("examples, dossiers, resources"))

    parent_page_types = ["experiences.ContentPage"]
    subpage_types: list[str] = []
    template = "experiences/subject.html"

    class Meta:
        abstract = True


class ThemePage(SubjectPage):
    theme = models.ForeignKey(
        "taxonomy.Theme", models.PROTECT, related_name="+", verbose_name=_("theme")
    )

    class Meta:
        verbose_name = _("theme page")
        verbose_name_plural = _("theme pages")


class PillarPage(SubjectPage):
    pillar = models.ForeignKey(
        "taxonomy.Pillar", models.PROTECT, related_name="+", verbose_name=_("pillar")
    )

    class Meta:
        verbose_name = _("pillar page")
        verbose_name_plural = _("pillar pages")

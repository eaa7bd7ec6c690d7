"""Snippets by which content is classed: slugs are the same in every locale, names translated."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField


class Term(TranslatableMixin, models.Model):
    """What themes, pillars, audiences, challenges and kinds of resources have in common."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("slug"), max_length=80, help_text=_("Part of public addresses: do not change it.")
    )
    description = models.TextField(_("description"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("position"),
    ]
    translatable_fields = [
        TranslatableField("name"),
        TranslatableField("description"),
        SynchronizedField("slug"),
        SynchronizedField("position"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ("position", "name")
        constraints = (
            models.UniqueConstraint(fields=["slug", "locale"], name="%(class)s_unique_slug_locale"),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """ValidationError when the slug changes, or differs from that of the translations."""
        super().clean()
        terms = type(self)._default_manager
        saved = terms.filter(pk=self.pk).first() if self.pk else None
        if saved and saved.slug != self.slug:
            message = gettext("The slug is part of public addresses: it stays “%(slug)s”.")
            raise ValidationError({"slug": message % {"slug": saved.slug}})
        others = terms.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        other = others.exclude(slug=self.slug).first()
        if other:
            message = gettext("The slug is the same in every language: here “%(slug)s”.")
            raise ValidationError({"slug": message % {"slug": other.slug}})


class Theme(Term):
    """A subject; a theme without parent counts and finds what its sub-themes hold."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent theme"),
    )

    panels = [*Term.panels, FieldPanel("parent")]
    translatable_fields = [*Term.translatable_fields, TranslatableField("parent")]

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def clean(self) -> None:
        """ValidationError when there would be more than two levels, or two languages in a line."""
        super().clean()
        if self.parent is None:
            return
        if self.parent.pk == self.pk:
            raise ValidationError({"parent": gettext("A theme cannot be its own parent.")})
        if self.parent.parent_id is not None:
            raise ValidationError({"parent": gettext("Choose a top theme: there are two levels.")})
        if self.pk and self.children.exists():
            message = gettext("This theme has sub-themes: it stays at the top level.")
            raise ValidationError({"parent": message})
        if self.locale_id and self.parent.locale_id != self.locale_id:
            raise ValidationError({"parent": gettext("Choose a parent in the same language.")})


class Pillar(Term):
    """One of the four ways to act (Cerema, dossier « Villes et territoires intelligents »)."""

    short_name = models.CharField(_("short name"), max_length=60)
    icon = models.CharField(_("icon"), max_length=30)

    panels = [*Term.panels, FieldPanel("short_name"), FieldPanel("icon")]
    translatable_fields = [
        *Term.translatable_fields,
        TranslatableField("short_name"),
        SynchronizedField("icon"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("pillar")
        verbose_name_plural = _("pillars")


class Challenge(Term):
    """A difficulty or aim that content speaks to."""

    class Meta(Term.Meta):
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")


class Audience(Term):
    """Whom a content serves."""

    class Meta(Term.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class ResourceKind(Term):
    """What a resource is: leaflet, tool, specification …"""

    class Meta(Term.Meta):
        verbose_name = _("kind of resource")
        verbose_name_plural = _("kinds of resources")

"""An obligation: what a law asks, of whom, since when, and how one shows that it is done."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.blocks import PageChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail_localize.fields import TranslatableField

from experiences.obligations.blocks import CriteriaBlock, SourceBlock
from experiences.obligations.criteria import MAX_LEVELS, Group, levels, tree
from experiences.obligations.previewing import Previewed
from experiences.rules import Problem, Ruled, refused_by_its_model
from experiences.translation import synchronized
from taxonomy.models import Pillar, Theme

# What stands at the place of a slug in addresses of ours.
RESERVED = ("suivi", "preuves", "calendriers")


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def published(self) -> "ObligationQuerySet":
        """What anyone may read now."""
        unexpired = Q(expire_at=None) | Q(expire_at__gt=timezone.now())
        return self.filter(unexpired, live=True)

    def originals(self) -> "ObligationQuerySet":
        """Those of the default locale: rules and dates are theirs alone."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def in_languages(self, *languages: str) -> "ObligationQuerySet":
        return self.filter(locale__language_code__in=languages).select_related("locale")


class Obligation(
    Ruled,
    WorkflowMixin,
    Previewed,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    ClusterableModel,
):
    class Kind(models.TextChoices):
        OBLIGATION = "obligation", _("Obligation")
        # Neither is law in force for a territory, and neither is shown as such.
        ORIENTATION = "orientation", _("Orientation")
        PROPOSAL = "proposal", _("Proposal")

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(
        _("slug"), max_length=80, help_text=_("Part of public addresses: do not change it.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=Kind,
        default=Kind.OBLIGATION,
        help_text=_(
            "Only what a text in force asks of territories is an obligation. An orientation or a "
            "proposal is shown apart, and never as law."
        ),
    )
    summary = models.TextField(
        _("in one sentence"), max_length=300, help_text=_("What is asked, in plain words.")
    )
    to_do = RichTextField(
        _("what to do"),
        blank=True,
        features=["bold", "ol", "ul", "link"],
        help_text=_("Steps that a town hall can take, the first first."),
    )
    law = models.CharField(
        _("text"),
        max_length=250,
        help_text=_("As it is cited: “Code de l’urbanisme, art. L. 423-3”."),
    )
    law_date = models.DateField(_("date of the text"), null=True, blank=True)
    url = models.URLField(
        _("official text"),
        max_length=500,
        blank=True,
        help_text=_("On Légifrance or EUR-Lex. Open it before you publish."),
    )
    in_force_from = models.DateField(
        _("in force from"),
        null=True,
        blank=True,
        help_text=_("Before that day the rule applies to nobody. Empty: in force."),
    )
    in_force_to = models.DateField(_("in force until"), null=True, blank=True)
    criteria = StreamField(
        CriteriaBlock(required=False),
        blank=True,
        verbose_name=_("whom it concerns"),
        help_text=_(
            "These hold all together; nothing: it concerns every territory. What is not known of "
            "a territory makes the answer “cannot tell”, never “no”."
        ),
    )
    proof = models.TextField(
        _("proof"),
        blank=True,
        help_text=_("What shows that it is done: a deliberation, an address."),
    )
    caveat = models.TextField(
        _("caveat"), blank=True, help_text=_("What the text leaves open, what is to be checked.")
    )
    sources = StreamField([("source", SourceBlock())], blank=True, verbose_name=_("sources"))
    related = StreamField(
        [("page", PageChooserBlock(label=_("Page of this site")))],
        blank=True,
        verbose_name=_("related content"),
        help_text=_("Sheets, resources, dossiers that help to do it."),
    )
    themes = ParentalManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))
    pillars = ParentalManyToManyField(
        Pillar, blank=True, related_name="+", verbose_name=_("pillars")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="obligation")

    objects = ObligationQuerySet.as_manager()

    override_translatable_fields = [
        TranslatableField("name"),
        TranslatableField("summary"),
        TranslatableField("to_do"),
        TranslatableField("law"),
        TranslatableField("proof"),
        TranslatableField("caveat"),
        *synchronized(
            "slug",
            "kind",
            "law_date",
            "url",
            "in_force_from",
            "in_force_to",
            "criteria",
            "sources",
            "related",
            "themes",
            "pillars",
            "position",
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ("position", "name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["slug", "locale"], name="obligation_unique_slug_locale"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("obligations:obligation", args=[self.slug])

    @property
    def revisions(self) -> Any:
        return self._revisions

    def clean(self) -> None:
        """ValidationError for another slug than before, dates in disorder, criteria too deep."""
        super().clean()
        errors = {}
        rows = Obligation.objects.filter(translation_key=self.translation_key)
        other = rows.exclude(slug=self.slug).first()
        if self.slug in RESERVED:
            errors["slug"] = gettext("This word is taken by an address of the site.")
        elif other:
            message = gettext("The slug is part of public addresses: it stays “%(slug)s”.")
            errors["slug"] = message % {"slug": other.slug}
        if self.in_force_from and self.in_force_to and self.in_force_from > self.in_force_to:
            errors["in_force_to"] = gettext("It cannot end before it begins.")
        if levels(self.criteria.raw_data) > MAX_LEVELS:
            errors["criteria"] = gettext(
                "There are more than %(most)s levels of groups. Say it with fewer: a group inside "
                "a group is the deepest."
            ) % {"most": MAX_LEVELS}
        if errors:
            raise ValidationError(errors)

    def problems(self) -> list[Problem]:
        """What its form would refuse: a draft may lack it."""
        return refused_by_its_model(self)

    @cached_property
    def rule(self) -> Group:
        """Whom it concerns, as a tree."""
        return tree(self.criteria.raw_data)

    @property
    def is_obligation(self) -> bool:
        return self.kind == self.Kind.OBLIGATION

    def has_begun(self, on: date) -> bool:
        return self.in_force_from is None or self.in_force_from <= on

    def has_ended(self, on: date) -> bool:
        return self.in_force_to is not None and self.in_force_to < on

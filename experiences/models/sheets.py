"""The experience sheet: what a territory did, what it cost, what came of it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField, StreamField

from experiences.costs import CostBand, cost_band
from experiences.models.publication import Publication
from experiences.stages import Stage
from ui.blocks import RICH_TEXT_FEATURES, BodyBlock, FigureBlock

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def prose(label: "_StrPromise") -> RichTextField:
    """An optional chapter of a sheet, in rich text without headings."""
    return RichTextField(label, blank=True, features=RICH_TEXT_FEATURES)


class ExperiencePage(Publication):
    short_title = models.CharField(
        _("short title"), max_length=40, blank=True, help_text=_("For breadcrumbs.")
    )
    territory_note = models.CharField(
        _("body that did it"),
        max_length=200,
        blank=True,
        help_text=_("When it is not a territory itself: a joint body, an association."),
    )
    challenges = ParentalManyToManyField("taxonomy.Challenge", blank=True, related_name="+")
    audiences = ParentalManyToManyField("taxonomy.Audience", blank=True, related_name="+")

    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.RUNNING)
    stage_note = models.CharField(_("about the stage"), max_length=200, blank=True)
    start_year = models.PositiveSmallIntegerField(_("started in"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("ended in"), null=True, blank=True)

    problem = prose(_("The need"))
    solution = StreamField(BodyBlock(), blank=True, verbose_name=_("The solution"))
    governance = prose(_("Governance"))
    citizens_part = prose(_("The part of inhabitants"))
    data_sovereignty = prose(_("Data and sovereignty"))
    difficulties = prose(_("Difficulties"))
    do_differently = prose(_("What they would do differently"))

    # Euros, to the cent.
    investment = models.DecimalField(
        _("investment (€)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    yearly_cost = models.DecimalField(
        _("cost a year (€)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    staff_days = models.PositiveIntegerField(_("staff days"), null=True, blank=True)
    cost_note = models.TextField(_("about the cost"), blank=True)

    gallery = StreamField([("figure", FigureBlock())], blank=True, verbose_name=_("gallery"))

    # Shown to signed-in members only; never indexed, never in an open format.
    contact_function = models.CharField(_("contact: function"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact: e-mail"), blank=True)
    contact_phone = models.CharField(_("contact: telephone"), max_length=30, blank=True)

    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    next_review_on = models.DateField(_("next review due"), null=True, blank=True)
    territory_reviewed_on = models.DateField(
        _("reviewed by the territory on"), null=True, blank=True
    )
    territory_reviewed_by = models.CharField(
        _("reviewed by (name or function at the territory)"), max_length=120, blank=True
    )

    parent_page_types = ["search.CataloguePage"]
    subpage_types: list[str] = []
    template = "experiences/sheet.html"

    class Meta:
        verbose_name = _("experience sheet")
        verbose_name_plural = _("experience sheets")

    @property
    def cost_band(self) -> CostBand:
        """The band of its cost, for the facet and the first screen."""
        return cost_band(investment=self.investment, yearly=self.yearly_cost)

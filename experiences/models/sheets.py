"""The experience sheet: what a territory did, what it cost, what came of it."""

from typing import TYPE_CHECKING, NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from experiences import completeness, panels
from experiences.costs import CostBand, cost_band
from experiences.models.review import ReviewedPublication
from experiences.panels.sheets import SHEET_EVIDENCE, SHEET_FACTS, SHEET_REVIEW, SHEET_STORY
from experiences.stages import Stage
from experiences.translation import synchronized
from experiences.validators import YEAR_VALIDATORS
from ui.blocks import RICH_TEXT_FEATURES, BodyBlock, FigureBlock

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def prose(label: "_StrPromise", advice: "_StrPromise") -> RichTextField:
    """An optional chapter of a sheet, in rich text without headings; `advice` to its editor."""
    return RichTextField(label, blank=True, features=RICH_TEXT_FEATURES, help_text=advice)


def euros(label: "_StrPromise", advice: "_StrPromise") -> models.DecimalField:
    """An amount in euros, to the cent; None: not known."""
    return models.DecimalField(
        label,
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=advice,
    )


class Contact(NamedTuple):
    """Someone at the territory: never shown to anonymous visitors, never indexed."""

    function: str
    email: str
    phone: str


class ExperiencePage(ReviewedPublication):
    territory_note = models.CharField(
        _("body that did it"),
        max_length=200,
        blank=True,
        help_text=_("When it is not a territory itself: a joint body, an association."),
    )
    challenges = ParentalManyToManyField(
        "taxonomy.Challenge", blank=True, related_name="+", verbose_name=_("challenges")
    )
    audiences = ParentalManyToManyField(
        "taxonomy.Audience",
        blank=True,
        related_name="+",
        verbose_name=_("audiences"),
        help_text=_("Whom the sheet serves, one to three."),
    )

    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.RUNNING)
    stage_note = models.CharField(_("about the stage"), max_length=200, blank=True)
    start_year = models.PositiveSmallIntegerField(
        _("started in"), null=True, blank=True, validators=YEAR_VALIDATORS
    )
    end_year = models.PositiveSmallIntegerField(
        _("ended in"), null=True, blank=True, validators=YEAR_VALIDATORS
    )

    problem = prose(_("The need"), _("What went wrong or was missing, for whom, since when."))
    solution = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("The solution"),
        help_text=_("What was done, step by step, with key figures and images."),
    )
    governance = prose(_("Governance"), _("Who decides, who runs it, under which contract."))
    citizens_part = prose(
        _("The part of inhabitants"), _("How they were heard, what they did, what changed.")
    )
    data_sovereignty = prose(
        _("Data and sovereignty"),
        _("Which data, held by whom; privacy; how one would leave the supplier."),
    )
    difficulties = prose(_("Difficulties"), _("Told plainly: they help the next town most."))
    do_differently = prose(
        _("What they would do differently"), _("With the words of the town, by function.")
    )

    investment = euros(_("investment (€)"), _("In total, once."))
    yearly_cost = euros(_("cost a year (€)"), _("To run it."))
    staff_days = models.PositiveIntegerField(_("staff days"), null=True, blank=True)
    cost_note = models.TextField(
        _("about the cost"),
        blank=True,
        help_text=_("With or without tax, what it covers, what the source leaves open."),
    )

    gallery = StreamField([("figure", FigureBlock())], blank=True, verbose_name=_("gallery"))

    # Shown to signed-in members only; never indexed, never in an open format.
    contact_function = models.CharField(_("contact: function"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact: e-mail"), blank=True)
    contact_phone = models.CharField(_("contact: telephone"), max_length=30, blank=True)

    territory_reviewed_on = models.DateField(
        _("reviewed by the territory on"), null=True, blank=True
    )
    territory_reviewed_by = models.CharField(
        _("reviewed by (name or function at the territory)"), max_length=120, blank=True
    )

    rules = ("summary", "place", "theme", "pillar", "source", "evidence", "blocks")
    criteria = completeness.SHEET
    edit_handler = panels.tabs(
        facts=SHEET_FACTS,
        story=SHEET_STORY,
        evidence=SHEET_EVIDENCE,
        classing=[*panels.CLASSING, panels.terms("challenges"), panels.terms("audiences")],
        review=SHEET_REVIEW,
    )
    # Never the contact: what is indexed can be searched by anyone.
    search_fields = [
        *ReviewedPublication.search_fields,
        index.SearchField("territory_note"),
        index.SearchField("problem"),
        index.SearchField("solution"),
        # Wagtail's database search does not read fields of relations.
        index.SearchField("territory_names"),
        index.AutocompleteField("territory_names"),
        index.AutocompleteField("territory_note"),
        index.FilterField("stage"),
    ]
    override_translatable_fields = [
        *ReviewedPublication.override_translatable_fields,
        *synchronized(
            "territory_note",
            "challenges",
            "audiences",
            "stage",
            "start_year",
            "end_year",
            "investment",
            "yearly_cost",
            "staff_days",
            "contact_function",
            "contact_email",
            "contact_phone",
            "territory_reviewed_on",
            "territory_reviewed_by",
        ),
    ]
    parent_page_types = ["search.CataloguePage"]
    subpage_types: list[str] = []
    template = "experiences/sheet.html"

    class Meta:
        verbose_name = _("experience sheet")
        verbose_name_plural = _("experience sheets")

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.start_year and self.end_year and self.start_year > self.end_year:
            errors["end_year"] = _("It cannot have ended before it started.")
        if self.territory_reviewed_on and not self.territory_reviewed_by:
            errors["territory_reviewed_by"] = _("Say who at the territory reviewed the sheet.")
        if self.territory_reviewed_by and not self.territory_reviewed_on:
            errors["territory_reviewed_on"] = _("Say on which day the territory reviewed it.")
        if errors:
            raise ValidationError(errors)

    @property
    def cost_band(self) -> CostBand:
        """The band of its cost, for the facet and the first screen."""
        return cost_band(investment=self.investment, yearly=self.yearly_cost)

    def territory_names(self) -> str:
        """The names of its territories, for the search of the administration."""
        return " ".join(item.territory.name for item in self.sheet_territories.all())

    @property
    def is_reviewed_by_territory(self) -> bool:
        """Whether someone at the territory read the sheet and agreed; who and when are known."""
        return bool(self.territory_reviewed_on and self.territory_reviewed_by)

    def contact_for(self, user: AbstractBaseUser | AnonymousUser) -> Contact | None:
        """Whom to call, for signed-in members; None for anyone else, or when nobody is named."""
        contact = Contact(self.contact_function, self.contact_email, self.contact_phone)
        return contact if user.is_authenticated and any(contact) else None

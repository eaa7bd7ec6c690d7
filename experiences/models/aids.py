"""An aid: who pays or helps, whom, how much, until when. Calls for projects are aids."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager, TranslatableMixin
from wagtail.models.pages import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from experiences import completeness, panels
from experiences.eligibility import Eligibility, containing, eligibility, may_ask
from experiences.models.review import ReviewedPublication
from experiences.moments import NEVER, Moment, day_after, moment_of_aid, next_change
from experiences.panels.dated import AID_FACTS
from experiences.translation import synchronized
from territories.models import Territory
from ui.blocks import BodyBlock


class AidQuerySet(PageQuerySet):
    def open_on(self, day: date) -> "AidQuerySet":
        """Those that can be asked for on `day`."""
        return self.at_moment(Moment.OPEN, day)

    def at_moment(self, moment: Moment, day: date) -> "AidQuerySet":
        """Those at `moment` on `day`: the rule of `moment_of_aid`, for many at once."""
        over, later = Q(closes_on__lt=day), Q(opens_on__gt=day)
        lasting = Q(closes_on__isnull=False) | Q(recurrence=AidPage.Recurrence.PERMANENT)
        begun = ~over & ~later
        rules = {
            Moment.OPEN: begun & lasting,
            Moment.TO_COME: later & ~over,
            Moment.OVER: over,
            Moment.UNKNOWN: begun & ~lasting,
        }
        return self.filter(rules[moment])

    def not_over_on(self, day: date) -> "AidQuerySet":
        """Those that are or may be open after `day`: what comes back each year is never over."""
        ending = Q(closes_on=None) | Q(closes_on__gte=day)
        return self.filter(ending | Q(recurrence=AidPage.Recurrence.YEARLY))

    def for_territory(self, territory: Territory) -> "AidQuerySet":
        """Those for which `territory`, a commune or EPCI, may ask: `AidPage.eligibility` says YES.

        An unknown population is not small: what asks for a number of inhabitants is left out.
        What has merged is asked about as what it has become part of.
        """
        territory = territory.current
        lines = AidTerritory.objects.filter(page=OuterRef("pk"))
        here = lines.filter(containing(territory))
        return self.filter(may_ask(territory)).filter(~Exists(lines) | Exists(here))


class AidPage(ReviewedPublication):
    class Kind(models.TextChoices):
        CALL = "call", _("Call for projects")
        GRANT = "grant", _("Grant")
        LOAN = "loan", _("Loan")
        SUPPORT = "support", _("Expert support")
        PROGRAMME = "programme", _("Programme")

    class Level(models.TextChoices):
        EUROPEAN = "european", _("European")
        NATIONAL = "national", _("National")
        REGIONAL = "regional", _("Regional")
        LOCAL = "local", _("Départemental or local")

    class Recurrence(models.TextChoices):
        ONCE = "once", _("Once")
        YEARLY = "yearly", _("Comes back each year")
        PERMANENT = "permanent", _("All year, without a deadline")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.GRANT)
    issuer = models.CharField(
        _("issuer"),
        max_length=200,
        blank=True,
        help_text=_("Who pays or helps: the name of the body."),
    )
    level = models.CharField(_("level"), max_length=12, choices=Level, default=Level.NATIONAL)

    for_communes = models.BooleanField(_("communes may ask for it"), default=True)
    for_epci = models.BooleanField(_("intermunicipal bodies may ask for it"), default=True)
    population_min = models.PositiveIntegerField(
        _("from … inhabitants on"), null=True, blank=True, help_text=_("This number counts in.")
    )
    population_max = models.PositiveIntegerField(
        _("up to … inhabitants"), null=True, blank=True, help_text=_("This number counts in.")
    )
    who_note = models.CharField(_("about who may ask"), max_length=300, blank=True)

    amount_max = models.DecimalField(
        _("at most (€)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("For one project."),
    )
    share_percent = models.PositiveSmallIntegerField(
        _("share (%)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    amount_note = models.CharField(_("about the amount"), max_length=300, blank=True)

    recurrence = models.CharField(
        _("recurrence"), max_length=10, choices=Recurrence, default=Recurrence.ONCE
    )
    opens_on = models.DateField(_("open from"), null=True, blank=True)
    closes_on = models.DateField(
        _("deadline"), null=True, blank=True, help_text=_("The last day on which one may ask.")
    )
    date_note = models.CharField(
        _("about the dates"),
        max_length=160,
        blank=True,
        help_text=_("What is known when the day is not: “launched in March”."),
    )

    # Not `url`: that is the address of the page itself.
    link = models.URLField(_("where to ask"), max_length=500, blank=True)
    contact = models.CharField(
        _("whom to ask"),
        max_length=200,
        blank=True,
        help_text=_("A service or office, never a person: everybody reads it."),
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("body"),
        help_text=_("What it pays for, what it asks, how one goes about it."),
    )

    objects = PageManager.from_queryset(AidQuerySet)()

    rules = ("summary", "theme", "source", "blocks")
    criteria = completeness.AID
    edit_handler = panels.tabs(
        facts=AID_FACTS,
        story=[FieldPanel("body")],
        evidence=[panels.SOURCES],
        classing=panels.CLASSING,
        review=[panels.REVIEW],
    )
    search_fields = [
        *ReviewedPublication.search_fields,
        index.SearchField("issuer"),
        index.AutocompleteField("issuer"),
        index.SearchField("body"),
        index.FilterField("closes_on"),
    ]
    override_translatable_fields = [
        *ReviewedPublication.override_translatable_fields,
        *synchronized(
            "kind",
            "issuer",
            "level",
            "for_communes",
            "for_epci",
            "population_min",
            "population_max",
            "amount_max",
            "share_percent",
            "recurrence",
            "opens_on",
            "closes_on",
            "link",
        ),
        TranslatableField("who_note"),
        TranslatableField("amount_note"),
        TranslatableField("date_note"),
        TranslatableField("contact"),
    ]
    parent_page_types = ["search.CataloguePage"]
    subpage_types: list[str] = []
    template = "experiences/aid.html"

    class Meta:
        verbose_name = _("aid or call for projects")
        verbose_name_plural = _("aids and calls for projects")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.opens_on and self.closes_on and self.opens_on > self.closes_on:
            errors["closes_on"] = _("The deadline cannot be before the first day.")
        if self.recurrence == self.Recurrence.PERMANENT and self.closes_on:
            errors["closes_on"] = _("What is open all year has no deadline: empty one of the two.")
        low, high = self.population_min, self.population_max
        if low is not None and high is not None and low > high:
            errors["population_max"] = _("It cannot be lower than the number it begins with.")
        if errors:
            raise ValidationError(errors)

    @property
    def moment(self) -> Moment:
        """Where it stands today."""
        return moment_of_aid(
            opens_on=self.opens_on,
            closes_on=self.closes_on,
            permanent=self.recurrence == self.Recurrence.PERMANENT,
            today=timezone.localdate(),
        )

    @property
    def changes_on(self) -> date | None:
        """The day on which `moment` changes next; NEVER: it stays open; None: nobody knows."""
        days = (self.opens_on, day_after(self.closes_on))
        found = next_change(*days, today=timezone.localdate())
        return NEVER if found is None and self.moment == Moment.OPEN else found

    def eligibility(self, territory: Territory) -> Eligibility:
        """Whether `territory`, a commune or EPCI, may ask for it, and why; as `for_territory`."""
        return eligibility(self, territory=territory.current, places=self.places)

    @cached_property
    def places(self) -> list[Territory]:
        """Where it can be asked for, in the order of the editor; none: in all of France."""
        return [line.territory for line in self.aid_territories.select_related("territory")]


class AidTerritory(TranslatableMixin, Orderable):
    """A territory in which the aid can be asked for; without any, in all of France."""

    page = ParentalKey(AidPage, on_delete=models.CASCADE, related_name="aid_territories")
    territory = models.ForeignKey(
        "territories.Territory", models.PROTECT, related_name="+", verbose_name=_("territory")
    )

    panels = [FieldPanel("territory")]
    override_translatable_fields = synchronized("territory")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("territory of an aid")

    def __str__(self) -> str:
        return str(self.territory)

"""An event: a workshop, a conference, an on-line session; what is planned, then what came of it."""

from datetime import date, datetime, time, tzinfo
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.models.pages import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from experiences import completeness, panels
from experiences.models.publication import Publication
from experiences.moments import Moment, day_after, moment_of_event, next_change
from experiences.panels.dated import EVENT_FACTS
from experiences.translation import synchronized
from territories.clocks import PARIS, clock_of
from ui.blocks import BodyBlock


class EventQuerySet(PageQuerySet):
    def to_come_on(self, day: date) -> "EventQuerySet":
        """Those that are not over on `day`: the rule of `moment_of_event`, for many at once."""
        lasting = models.Q(ends_on__gte=day) | models.Q(ends_on=None, starts_on__gte=day)
        return self.filter(lasting)


class EventPage(Publication):
    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("Workshop")
        CONFERENCE = "conference", _("Conference")
        WEBINAR = "webinar", _("On-line session")
        TRAINING = "training", _("Training")
        VISIT = "visit", _("Visit")
        FAIR = "fair", _("Trade fair")

    class Mode(models.TextChoices):
        ON_SITE = "on-site", _("On site")
        ONLINE = "online", _("On line")
        BOTH = "both", _("On site and on line")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.WORKSHOP)
    starts_on = models.DateField(_("day"), null=True, blank=True)
    # Hours are those of the clock of the place: see `clock`.
    starts_at = models.TimeField(_("from (hour)"), null=True, blank=True)
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty: it lasts one day.")
    )
    ends_at = models.TimeField(_("to (hour)"), null=True, blank=True)
    date_note = models.CharField(
        _("about the date"),
        max_length=160,
        blank=True,
        help_text=_("When the day is not known: “autumn 2018”, “before the call of 2020”."),
    )

    mode = models.CharField(_("where"), max_length=8, choices=Mode, default=Mode.ON_SITE)
    territory = models.ForeignKey(
        "territories.Territory",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
        help_text=_("Where it takes place: it is shown on the pages of the towns around."),
    )
    venue = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("The hall and its street.")
    )

    organiser = models.CharField(_("organiser"), max_length=200, blank=True)
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    register_by = models.DateField(_("register by"), null=True, blank=True)
    # Not `url`: that is the address of the page itself.
    link = models.URLField(_("programme or registration"), max_length=500, blank=True)

    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("programme"),
        help_text=_("What it is for, and how it goes."),
    )
    report = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("what came of it"),
        help_text=_("Once it is over: what was learned. People by their function, never by name."),
    )

    objects = PageManager.from_queryset(EventQuerySet)()

    rules = ("summary", "day", "source", "blocks")
    criteria = completeness.EVENT
    edit_handler = panels.tabs(
        facts=EVENT_FACTS,
        story=[FieldPanel("body"), FieldPanel("report")],
        evidence=[panels.SOURCES],
        classing=panels.CLASSING,
    )
    search_fields = [
        *Publication.search_fields,
        index.SearchField("organiser"),
        index.AutocompleteField("organiser"),
        index.SearchField("body"),
        index.SearchField("report"),
        index.FilterField("starts_on"),
    ]
    override_translatable_fields = [
        *Publication.override_translatable_fields,
        *synchronized(
            "kind",
            "starts_on",
            "starts_at",
            "ends_on",
            "ends_at",
            "mode",
            "territory",
            "venue",
            "organiser",
            "register_by",
            "link",
        ),
        TranslatableField("date_note"),
        TranslatableField("audience"),
    ]
    parent_page_types = ["search.CataloguePage"]
    subpage_types: list[str] = []
    template = "experiences/event.html"

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.starts_on is None:
            for name in ("starts_at", "ends_on", "ends_at", "register_by"):
                if getattr(self, name) is not None:
                    errors[name] = _("Say on which day it begins, first.")
        elif self.ends_on and self.ends_on < self.starts_on:
            errors["ends_on"] = _("It cannot end before it begins.")
        elif self.ends_at and not self.starts_at:
            errors["starts_at"] = _("Say at which hour it begins, too.")
        elif self.is_backwards:
            errors["ends_at"] = _("It cannot end before it begins.")
        if self.register_by and self.last_day and self.register_by > self.last_day:
            errors["register_by"] = _("Registration cannot last longer than the event.")
        if errors:
            raise ValidationError(errors)

    @property
    def is_backwards(self) -> bool:
        """Whether it ends at an hour before that at which it begins, on one day."""
        if self.starts_at is None or self.ends_at is None:
            return False
        return self.last_day == self.starts_on and self.ends_at <= self.starts_at

    @property
    def last_day(self) -> date | None:
        """None: not even the first one is known."""
        return self.ends_on or self.starts_on

    @property
    def clock(self) -> tzinfo:
        """The time zone of its hours: that of the place; Paris for what is on line alone."""
        return PARIS if self.mode == self.Mode.ONLINE else clock_of(self.territory)

    @property
    def begins(self) -> date | datetime | None:
        """The moment at which it begins, in its zone; the day where no hour is known."""
        return self._at(self.starts_on, self.starts_at)

    @property
    def ends(self) -> date | datetime | None:
        """The moment at which it ends, in its zone; its last day where no hour is known."""
        return self._at(self.last_day, self.ends_at)

    def _at(self, day: date | None, hour: time | None) -> date | datetime | None:
        return datetime.combine(day, hour, self.clock) if day and hour else day

    @property
    def moment(self) -> Moment:
        """Where it stands today."""
        return moment_of_event(
            starts_on=self.starts_on, ends_on=self.ends_on, today=timezone.localdate()
        )

    @property
    def changes_on(self) -> date | None:
        """The day on which `moment` changes next; None: never."""
        return next_change(day_after(self.last_day), today=timezone.localdate())

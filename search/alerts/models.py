"""Who watches which search, what was found last time, and the message that is on its way."""

import secrets
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Characters of a canonical query string; a longer one is not watched.
LONGEST_SEARCH = 1_000
WEEK = timedelta(days=7)
# A link of confirmation works so long; what nobody confirmed is deleted after so long.
CONFIRM_WITHIN = timedelta(days=3)
UNCONFIRMED_KEPT = timedelta(days=7)


class Rhythm(models.TextChoices):
    """How often somebody is told; values are those of the form."""

    DAILY = "quotidien", _("Every day when there is something new")
    WEEKLY = "hebdomadaire", _("Once a week when there is something new")
    ONCE = "une-fois", _("Once, when something is found; then my address is deleted")


class WatchedSearch(models.Model):
    """One search, however many people watch it."""

    # As in its address: `search.addresses.query_string`, without page and order.
    parameters = models.CharField(_("search"), max_length=LONGEST_SEARCH, blank=True)
    locale = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("in words"), max_length=300)

    class Meta:
        verbose_name = _("watched search")
        verbose_name_plural = _("watched searches")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(fields=["parameters", "locale"], name="watched_search_unique"),
        )

    def __str__(self) -> str:
        return self.title


def new_token() -> str:
    """192 random bits: who has the link of a message is the person it was sent to."""
    return secrets.token_urlsafe(24)


class Watcher(models.Model):
    """A person who watches searches: an address, and nothing else about them."""

    email = models.EmailField(_("e-mail address"), unique=True)  # in lower case
    token = models.CharField(max_length=43, unique=True, default=new_token)
    language = models.CharField(max_length=12)  # of the messages

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return masked(self.email)


def masked(email: str) -> str:
    """An address of which only the first letter and the domain are shown: m…@mairie.example."""
    name, _at, domain = email.rpartition("@")
    return f"{name[:1]}…@{domain}"


class AlertQuerySet(models.QuerySet["Alert"]):
    def confirmed(self) -> "AlertQuerySet":
        return self.exclude(confirmed_at=None)

    def due(self, today: date) -> "AlertQuerySet":
        """The confirmed ones whose search is to be looked at on the day `today`."""
        weekly = Q(rhythm=Rhythm.WEEKLY)
        return self.confirmed().filter(
            Q(checked_on=None)
            | ~weekly & Q(checked_on__lt=today)
            | weekly & Q(checked_on__lte=today - WEEK)
        )


class Alert(models.Model):
    """That a person watches a search."""

    watcher = models.ForeignKey(Watcher, models.CASCADE, related_name="alerts")
    search = models.ForeignKey(WatchedSearch, models.PROTECT, related_name="alerts")
    rhythm = models.CharField(max_length=20, choices=Rhythm)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    checked_on = models.DateField(null=True)
    # What was found last time: see `search.alerts.watching.Seen`; None: never looked at.
    seen: Any = models.JSONField(null=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["watcher", "search"], name="alert_unique"),)

    def __str__(self) -> str:
        return f"{self.watcher} {self.search}"


class Departure(models.Model):
    """That a run is at work on a person's message: see `search.alerts.sending`.

    The one row a person can have keeps two runs from telling the same twice.
    """

    watcher = models.OneToOneField(Watcher, models.CASCADE, related_name="departure")
    started_at = models.DateTimeField()
    # Id of an alert → what it has seen with this message; None: nothing has left so far.
    after: Any = models.JSONField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.watcher)


class Attempt(models.Model):
    """That somebody asked for a message, under a keyed hash of the address or of the origin."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = (models.Index("key", "at", name="attempt_key_at"),)

    def __str__(self) -> str:
        return self.key

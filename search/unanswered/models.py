"""What was sought in vain, on how many days how often, and what editors decided about it."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Case, Max, Q, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from search.query import MAX_TEXT

LONGEST_FILTERS = 500
# Times of the last days, and of as many days before them: the trend.
RECENT = timedelta(days=30)
WANTED = timedelta(days=90)


class Outcome(models.TextChoices):
    NOTHING = "rien", _("nothing")
    FEW = "peu", _("very little")


class State(models.TextChoices):
    OPEN = "a-traiter", _("to do")
    DONE = "fait", _("done")
    IGNORED = "ignoree", _("ignored")


class UnansweredSearchQuerySet(models.QuerySet["UnansweredSearch"]):
    def counted(self, today: date) -> "UnansweredSearchQuerySet":
        """With `total`, `last_seen`, and the times of RECENT (`recent`) and of as long `before`."""

        def times(**when: date) -> Coalesce:
            named = {f"days__day__{name}": day for name, day in when.items()}
            return Coalesce(Sum("days__times", filter=Q(**named)), 0)

        return self.annotate(
            total=times(),
            recent=times(gt=today - RECENT),
            before=times(lte=today - RECENT, gt=today - 2 * RECENT),
            last_seen=Max("days__day"),
        )

    def most_wanted(self, today: date) -> "UnansweredSearchQuerySet":
        """Those that nobody has dealt with, by how often they were sought in WANTED."""
        lately = Sum("days__times", filter=Q(days__day__gt=today - WANTED))
        found = self.filter(state=State.OPEN).annotate(lately=lately).filter(lately__gt=0)
        return found.order_by("-lately", "text")

    def to_do_first(self) -> "UnansweredSearchQuerySet":
        """What waits for an editor first, then the most sought lately; `counted` comes before."""
        rank = Case(When(state=State.OPEN, then=Value(0)), default=Value(1))
        return self.order_by(rank, "-recent", "-last_seen", "text")


class UnansweredSearch(models.Model):
    """One question that found nothing or little; nothing about who asked it."""

    words = models.CharField(
        max_length=MAX_TEXT, blank=True
    )  # folded: one question in any spelling
    text = models.CharField(_("text"), max_length=MAX_TEXT, blank=True)  # as first typed
    # The other parameters of the search, canonical: `search.addresses.query_string`.
    filters = models.CharField(max_length=LONGEST_FILTERS, blank=True)
    filters_text = models.CharField(_("filters"), max_length=LONGEST_FILTERS, blank=True)
    locale = models.CharField(_("language"), max_length=12)
    outcome = models.CharField(_("found"), max_length=10, choices=Outcome)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State,
        default=State.OPEN,
        help_text=_("“Done” once there is a sheet or a synonym; “ignored” for what is off topic."),
    )

    objects = UnansweredSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("search without an answer")
        verbose_name_plural = _("searches without an answer")
        default_permissions = ("change", "delete", "view")
        constraints = (
            models.UniqueConstraint(
                fields=["words", "filters", "locale"], name="unanswered_search_unique"
            ),
        )

    def __str__(self) -> str:
        return self.text or self.filters_text or str(_("everything"))


class SearchDay(models.Model):
    """How often a question was asked on one day."""

    search = models.ForeignKey(UnansweredSearch, models.CASCADE, related_name="days")
    day = models.DateField(db_index=True)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["search", "day"], name="search_day_unique"),)

    def __str__(self) -> str:
        return f"{self.search_id} {self.day}"

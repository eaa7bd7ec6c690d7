"""What territories of the same size reach, as a band from a quarter to three quarters of them.

Never a rank, and nothing under `LEAST` territories. The band is the same for whoever looks: a
territory is not taken out of its own, so that two looks differ by nobody.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import quantiles

from django.conf import settings
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from experiences.diagnostic.joint import Together, answers_of, together
from experiences.diagnostic.models import Edition, Respondent, Round
from experiences.diagnostic.questionnaire import Questionnaire, Section
from experiences.diagnostic.radar import Range
from experiences.diagnostic.result import Area
from experiences.diagnostic.scoring import Score, percent, weighted
from territories.models import Territory
from territories.sizes import TerritorySize, bounds

LEAST = 10  # territories
# Bounds of a band are rounded to this share: no single answer can be read from them.
GRAIN = Fraction(1, 20)
KEPT_FOR = 600  # seconds


@dataclass(frozen=True)
class Band:
    """What half of the territories of a size reach in one area."""

    area: Area
    range: Range

    @property
    def low(self) -> int | None:
        return percent(self.range.low)

    @property
    def high(self) -> int | None:
        return percent(self.range.high)

    @property
    def place(self) -> str:
        """Where the area itself lies: "under", "within", "above"; empty where it is not known."""
        share = self.area.known
        if share is None:
            return ""
        if share < self.range.low:
            return "under"
        return "above" if share > self.range.high else "within"


def finished_rounds() -> QuerySet[Round]:
    """The last round of each organisation in which somebody has finished, if it may be counted.

    An organisation that shares no longer does not count with what it shared before. With editions
    and the respondents who have finished: three queries.
    """
    finished = Respondent.objects.filter(finished_at__isnull=False)
    rounds = Round.objects.filter(
        Exists(finished.filter(round=OuterRef("pk"))), organisation__isnull=False
    )
    later = rounds.filter(organisation=OuterRef("organisation")).order_by("-opened_at", "-pk")
    return (
        rounds.filter(pk=Subquery(later.values("pk")[:1]), shared=True)
        .select_related("edition")
        .prefetch_related(Prefetch("respondents", queryset=finished))
    )


def read_rounds(rounds: Iterable[Round], language: str) -> Iterator[Together]:
    """What each of `rounds` says, each edition read once."""
    read: dict[int, Questionnaire] = {}
    for one in rounds:
        if one.edition_id not in read:
            read[one.edition_id] = one.edition.questionnaire(language)
        questionnaire = read[one.edition_id]
        yield together(questionnaire, answers_of(one.respondents.all(), questionnaire))


def seen(section: Section, found: Together) -> Score:
    """The score of a round over `section`: what another edition asks differently is unknown."""
    return weighted(
        (question.weight, found.shares.get(question.key) if alike else None)
        for question, alike in ((one, found.asks_alike(one)) for one in section.questions)
        if question.key in found.shares or not alike
    )


def bands(territory: Territory, edition: Edition) -> list[Range | None]:
    """For each section of `edition`, the band of territories of the kind and size of `territory`.

    None where fewer than LEAST of them are known well enough. Three queries; none while the bands
    are kept, or where the size is unknown.
    """
    questionnaire = edition.questionnaire(settings.LANGUAGE_CODE)
    size = territory.size
    if size is None:
        return [None] * len(questionnaire.sections)
    key = f"diagnostic-bands-{edition.pk}-{territory.kind}-{size}"
    kept: list[Range | None] | None = cache.get(key)
    if kept is None:
        every = list(read_rounds(_alike(territory.kind, size), settings.LANGUAGE_CODE))
        kept = [_range(section, every) for section in questionnaire.sections]
        cache.set(key, kept, KEPT_FOR)
    return kept


def placed(areas: Iterable[Area], ranges: Iterable[Range | None]) -> list[Band]:
    """The bands that are known, each with its area."""
    return [Band(area, one) for area, one in zip(areas, ranges, strict=True) if one]


def _alike(kind: str, size: TerritorySize) -> QuerySet[Round]:
    low, high = bounds(size)
    found = finished_rounds().filter(
        territory__kind=kind, territory__population__gte=low, territory__obsolete=False
    )
    return found if high is None else found.filter(territory__population__lt=high)


def _range(section: Section, every: Sequence[Together]) -> Range | None:
    scored = [seen(section, found) for found in every]
    shares = [one.reached for one in scored if one.is_enough and one.reached is not None]
    if len(shares) < LEAST:
        return None
    low, _middle, high = quantiles(shares, n=4, method="inclusive")
    return Range(rounded(low), rounded(high))


def rounded(share: Fraction) -> Fraction:
    """To the nearest grain, halves up."""
    return int(share / GRAIN + Fraction(1, 2)) * GRAIN

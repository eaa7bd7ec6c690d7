"""All that is told of the answers of one respondent: words, drawing, comparison, what to do."""

from dataclasses import dataclass

from django.http import HttpRequest

from experiences.diagnostic import actions, telling
from experiences.diagnostic.advice import Advice
from experiences.diagnostic.comparison import Band, bands, placed
from experiences.diagnostic.models import Respondent, Round
from experiences.diagnostic.offers import Step, steps
from experiences.diagnostic.radar import Radar, radar
from experiences.diagnostic.result import Area, Result, result_of
from experiences.diagnostic.scoring import percent


@dataclass(frozen=True)
class Row:
    """A line of the table that says what the drawing shows."""

    area: Area
    score: str  # "75 %"; empty: not known well enough
    covered: str  # empty: nothing of it is ours
    standing: str
    band: str  # "40 % – 65 %"; empty without


@dataclass(frozen=True)
class Report:
    """`compared`: sentences, none under the least number of territories; `hours`: one on the plan.

    `words_language`: of the questions, where they are not told in the language of the page.
    """

    round: Round
    result: Result
    sentences: list[str]
    radar: Radar
    rows: list[Row]
    compared: list[str]
    plan: actions.Plan
    hours: str
    steps: list[Step]
    words_language: str


def report_of(request: HttpRequest, respondent: Respondent, language: str) -> Report:
    """Of the answers of `respondent`, in `language`."""
    return report(request, respondent.round, result_of(respondent, language), language)


def report(request: HttpRequest, round: Round, result: Result, language: str) -> Report:
    """Of a result of `round`, of one person or of several together."""
    ranges = bands(round.territory, round.edition)
    compared = placed(result.areas, ranges)
    rules = list(Advice.objects.rules())
    words = round.edition.language(language)
    plan = actions.plan(result, rules, round.territory, round.hours)
    return Report(
        round,
        result,
        telling.sentences(result),
        radar([area.known for area in result.areas], ranges),
        _rows(result, compared),
        [telling.told(band) for band in compared],
        plan,
        telling.hours(plan),
        steps(request, plan, language),
        "" if words == language else words,
    )


def _rows(result: Result, compared: list[Band]) -> list[Row]:
    ranges = {
        band.area.number: f"{telling.percents(band.low)} – {telling.percents(band.high)}"
        for band in compared
    }
    return [
        Row(
            area,
            telling.percents(percent(area.known)),
            telling.percents(area.score.covered_percent),
            telling.standing(area),
            ranges.get(area.number, ""),
        )
        for area in result.areas
    ]

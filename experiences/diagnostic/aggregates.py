"""What consenting organisations of an area say together, to prepare a workshop; never a name.

Nothing under `LEAST` territories: neither a figure nor how many there are. Which of them somebody
is told, and when, is the matter of `differencing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from experiences.diagnostic.comparison import finished_rounds, read_rounds, rounded, seen
from experiences.diagnostic.joint import Together
from experiences.diagnostic.models import Edition, Round
from experiences.diagnostic.questionnaire import Question, Questionnaire, Section
from experiences.diagnostic.scoring import WEAK, percent
from members.models import User
from members.organisations.models import Membership, Organisation
from territories.models import Territory

LEAST = 5  # territories
MOST_QUESTIONS = 5
Kind = Organisation.Kind


@dataclass(frozen=True)
class SectionFigures:
    """One section over the territories that answered: how many stand where."""

    section: Section
    mean: int | None  # percent, to the nearest 5; None: known of fewer than LEAST
    strong: int
    between: int
    weak: int
    unknown: int


@dataclass(frozen=True)
class WeakQuestion:
    section: Section
    question: Question
    weak: int  # territories
    answered: int


@dataclass(frozen=True)
class Figures:
    territories: int
    sections: tuple[SectionFigures, ...]
    questions: tuple[WeakQuestion, ...]


def areas_of(member: User) -> list[Organisation]:
    """The EPCI and départements whose confirmed referent `member` is. One query."""
    rows = Membership.objects.confirmed().filter(
        member=member,
        role=Membership.Role.REFERENT,
        organisation__kind__in=(Kind.EPCI, Kind.DEPARTEMENT),
    )
    rows = rows.select_related("organisation__territory__departement")
    return [row.organisation for row in rows.order_by("asked_at", "pk")]


def counting(organisation: Organisation, member: User) -> QuerySet[Round]:
    """The rounds that count in the area of `organisation`: those of its communes and EPCI.

    Those of organisations that `member` belongs to are left out: who knows them could take them
    off the others'.
    """
    if organisation.territory is None:
        return Round.objects.none()
    own = Membership.objects.confirmed().filter(member=member)
    rounds = finished_rounds().filter(_inside(organisation.territory), territory__obsolete=False)
    return rounds.exclude(organisation__in=own.values("organisation"))


def figures(rounds: Sequence[Round], edition: Edition, language: str) -> Figures:
    """Of `rounds`, at least LEAST of them, over the questions of `edition`."""
    every = list(read_rounds(rounds, language))
    questionnaire = edition.questionnaire(language)
    return Figures(
        len(every),
        tuple(_figures(section, every) for section in questionnaire.sections),
        _weakest(questionnaire, every),
    )


def as_json(told: Figures) -> dict[str, Any]:
    """Its numbers, under the keys of questions and the places of sections; no words."""
    return {
        "territories": told.territories,
        "sections": [
            [row.mean, row.strong, row.between, row.weak, row.unknown] for row in told.sections
        ],
        "questions": [[row.question.key, row.weak, row.answered] for row in told.questions],
    }


def from_json(kept: dict[str, Any], questionnaire: Questionnaire) -> Figures:
    """What `as_json` wrote of the same edition, in the words of `questionnaire`."""
    places = {
        question.key: (section, question)
        for section in questionnaire.sections
        for question in section.questions
    }
    return Figures(
        kept["territories"],
        tuple(
            SectionFigures(section, *numbers)
            for section, numbers in zip(questionnaire.sections, kept["sections"], strict=True)
        ),
        tuple(WeakQuestion(*places[key], *numbers) for key, *numbers in kept["questions"]),
    )


def _inside(area: Territory) -> Q:
    if area.kind == Territory.Kind.EPCI:
        return Q(territory__epci=area)
    return Q(territory__departement=area)


def _figures(section: Section, every: Sequence[Together]) -> SectionFigures:
    scored = [seen(section, found) for found in every]
    known = [one.reached for one in scored if one.is_enough and one.reached is not None]
    strong = sum(one.is_strong for one in scored)
    weak = sum(one.is_weak for one in scored)
    return SectionFigures(
        section,
        percent(rounded(sum(known, Fraction(0)) / len(known))) if len(known) >= LEAST else None,
        strong=strong,
        between=len(known) - strong - weak,
        weak=weak,
        unknown=len(scored) - len(known),
    )


def _weakest(questionnaire: Questionnaire, every: Sequence[Together]) -> tuple[WeakQuestion, ...]:
    """The questions in which the most territories are weak, of those that LEAST have answered."""
    found = []
    for section in questionnaire.sections:
        for question in section.questions:
            shares = [
                share
                for one in every
                if one.asks_alike(question) and (share := one.shares.get(question.key)) is not None
            ]
            weak = sum(share < WEAK for share in shares)
            if len(shares) >= LEAST and weak > 1:
                found.append(WeakQuestion(section, question, weak, len(shares)))
    found.sort(key=lambda row: Fraction(row.weak, row.answered), reverse=True)
    return tuple(found[:MOST_QUESTIONS])

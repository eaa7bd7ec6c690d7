"""What consenting organisations of an area say together, to prepare a workshop; never a name.

Nothing under `LEAST` territories: neither a figure nor how many there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

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


def figures(
    *, organisation: Organisation, member: User, edition: Edition, language: str
) -> Figures | None:
    """Of the communes and EPCI in the area of `organisation`; None under LEAST of them.

    The rounds of organisations that `member` belongs to are left out: who knows them could take
    them off the others'. So could who sees two areas of which one has a few more: then None too.
    """
    rounds = list(_rounds(organisation, member))
    if len(rounds) < LEAST:
        return None
    shown = {one.organisation_id for one in rounds}
    for other in areas_of(member):
        more = shown - {one.organisation_id for one in _rounds(other, member)}
        if 0 < len(more) < LEAST:
            return None
    every = list(read_rounds(rounds, language))
    questionnaire = edition.questionnaire(language)
    return Figures(
        len(every),
        tuple(_figures(section, every) for section in questionnaire.sections),
        _weakest(questionnaire, every),
    )


def _rounds(organisation: Organisation, member: User) -> QuerySet[Round]:
    if organisation.territory is None:
        return Round.objects.none()
    own = Membership.objects.confirmed().filter(member=member)
    rounds = finished_rounds().filter(_inside(organisation.territory), territory__obsolete=False)
    return rounds.exclude(organisation__in=own.values("organisation"))


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

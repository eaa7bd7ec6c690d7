"""For members alone: whether the town is theirs, whom to ask there, what it shares with members."""

from dataclasses import dataclass

from django.db.models import Case, Q, Value, When

from community.library.models import SharedDocument
from home.territory.entries import SHOWN
from members.models import User
from members.organisations.belonging import Line, line_of
from members.organisations.models import Membership, Organisation
from territories.models import Territory


@dataclass(frozen=True)
class Colleague:
    """Somebody whom the directory shows, with the line under the name."""

    name: str
    line: Line


@dataclass(frozen=True)
class Colleagues:
    is_own: bool  # the member who asks belongs to it, confirmed
    people: list[Colleague]
    documents: list[SharedDocument]  # those for members alone


def colleagues(territory: Territory, member: User) -> Colleagues:
    """What is there for a signed-in `member`; two queries.

    People are those of the directory: confirmed, active, and willing to be found.
    """
    listed = Q(member__is_active=True, member__profile__listed=True)
    own = Q(member=member)
    rows = (
        Membership.objects.confirmed()
        .filter(
            listed | own,
            organisation__territory=territory,
            organisation__kind__in=Organisation.GOVERNING,
        )
        .alias(others=Case(When(own, then=Value(0)), default=Value(1)))
        .select_related("organisation__territory__departement", "member__profile")
        .order_by("others", "member__display_name", "pk")
    )
    found = list(rows[: SHOWN + 1])
    return Colleagues(
        is_own=any(row.member_id == member.pk for row in found),
        people=[
            Colleague(row.member.display_name, line_of(row))
            for row in found
            if row.member_id != member.pk
        ][:SHOWN],
        documents=list(_documents(territory, member)),
    )


def _documents(territory: Territory, member: User) -> "list[SharedDocument]":
    rows = SharedDocument.objects.listed_for(member).filter(members_only=True, territory=territory)
    return list(rows.order_by("-published_at", "-pk")[:SHOWN])

"""Who takes part in which round: visitors by a link, members of an organisation one each."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from experiences.diagnostic.models import Edition, Respondent, Round
from members.models import User
from members.organisations.models import Membership, Organisation
from territories.models import Territory


class NothingToAskError(Exception):
    """No questionnaire has been published yet."""


class CannotKeepError(Exception):
    """Answers do not fit the round of the organisation; `reason` is one of the class's own."""

    EDITION, TWICE = "edition", "twice"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def memberships(member: User) -> QuerySet[Membership]:
    """Confirmed ones in what governs a commune or an EPCI: those who answer for it."""
    return Membership.objects.for_towns().filter(member=member).with_places()


def answers_for(*, member: User, organisation: Organisation) -> bool:
    return memberships(member).filter(organisation=organisation).exists()


def may_change(respondent: Respondent) -> bool:
    """Whether the answers may still change: in an open round, by who answers for its organisation.

    No query for answers without an account; one for a member's, who may have left.
    """
    round_ = respondent.round
    if not round_.is_open or round_.organisation is None:
        return round_.is_open
    member = respondent.member
    return member is not None and answers_for(member=member, organisation=round_.organisation)


def closable(*, member: User, organisations: Iterable[Organisation]) -> set[int]:
    """Ids of those whose round `member` may close. Two queries.

    A referent closes it; where there is none, any confirmed member who answers for it.
    """
    theirs = {row.organisation_id for row in memberships(member)}
    referents: dict[int, set[int]] = {}
    rows = Membership.objects.confirmed().filter(
        organisation__in=organisations, role=Membership.Role.REFERENT, member__is_active=True
    )
    for organisation_id, member_id in rows.values_list("organisation_id", "member_id"):
        referents.setdefault(organisation_id, set()).add(member_id)
    return {
        one.pk
        for one in organisations
        if one.pk in theirs and member.pk in referents.get(one.pk, {member.pk})
    }


@transaction.atomic
def begin(*, territory: Territory, function: str = "") -> Respondent:
    """Answers without an account. NothingToAskError before the first edition."""
    round_ = Round.objects.create(territory=territory, edition=_current())
    return Respondent.objects.create(round=round_, function=function)


@transaction.atomic
def join(*, member: User, organisation: Organisation, function: str) -> Respondent:
    """The answers of `member` in the open round, which begins with the first one.

    The same for who comes back. PermissionDenied for who does not answer for the organisation.
    """
    if not answers_for(member=member, organisation=organisation):
        raise PermissionDenied
    round_ = _open_round(organisation)
    found, made = Respondent.objects.get_or_create(
        round=round_, member=member, defaults={"function": function}
    )
    if not made and function and found.function != function:
        found.function = function
        found.save(update_fields=["function"])
    return found


@transaction.atomic
def close(*, round_: Round, by: User, now: datetime) -> None:
    """Nobody changes an answer from now on; the next who begins opens a new round.

    PermissionDenied for who may not; nothing for one that is closed.
    """
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    organisation = locked.organisation
    if organisation is None or not closable(member=by, organisations=[organisation]):
        raise PermissionDenied
    if locked.is_open:
        locked.closed_at = now
        locked.save(update_fields=["closed_at"])


def keepers(*, respondent: Respondent, member: User) -> list[Organisation]:
    """The organisations of `member` that may keep answers given without an account."""
    place = respondent.round.territory_id
    rows = memberships(member).filter(organisation__territory=place)
    return [row.organisation for row in rows]


@transaction.atomic
def keep(*, respondent: Respondent, member: User, organisation: Organisation) -> Respondent:
    """Bring answers given without an account into the open round of `organisation`.

    From then on they are the member's: the link opens them for nobody else. PermissionDenied for
    answers of somebody else or about another territory; CannotKeepError for another edition than
    that of the round, or where the member has answered in it already.
    """
    found = Respondent.objects.select_for_update(of=("self",)).select_related("round")
    theirs = found.get(pk=respondent.pk)
    if theirs.member_id is not None or theirs.round.organisation_id is not None:
        raise PermissionDenied
    if organisation not in keepers(respondent=theirs, member=member):
        raise PermissionDenied
    before = theirs.round
    round_ = _open_round(organisation)
    if round_.edition_id != before.edition_id:
        raise CannotKeepError(CannotKeepError.EDITION)
    if round_.respondents.filter(member=member).exists():
        raise CannotKeepError(CannotKeepError.TWICE)
    theirs.member, theirs.round = member, round_
    theirs.save(update_fields=["member", "round"])
    if round_.hours is None and before.hours is not None:
        round_.hours = before.hours
        round_.save(update_fields=["hours"])
    before.delete()
    return theirs


def _open_round(organisation: Organisation) -> Round:
    """The open one, made with the newest edition where there is none. Within a transaction."""
    # Two members at once: the second waits here, and then sees the round of the first.
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    found = Round.objects.filter(organisation=locked, closed_at=None).first()
    assert locked.territory  # noqa: S101  (for the type checker: it governs one)
    return found or Round.objects.create(
        organisation=locked, territory=locked.territory, edition=_current()
    )


def _current() -> Edition:
    edition = Edition.objects.current()
    if edition is None:
        raise NothingToAskError
    return edition

"""Who belongs to which organisation: said, proven, refused, ended; and how it is told."""

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import User
from members.organisations.domains import domain_of
from members.organisations.mails import tell_decision, tell_ended, tell_request
from members.organisations.models import Membership, Organisation
from members.waiting_letters import tell_later
from territories.models import Territory
from ui.typography import inhabitants

Role, Status, Proof = Membership.Role, Membership.Status, Membership.Proof
# What somebody may say of themselves; referents are named.
SAID = (Role.ELECTED, Role.AGENT, Role.EXPERT, Role.PARTNER)
DECIDES = "organisations.change_membership"


class AlreadyThereError(Exception):
    """The member belongs to the organisation, or waits for it."""


@transaction.atomic
def organisation_of(*, territory: Territory) -> Organisation:
    """The body that governs a territory, or what it has become part of; made when first needed."""
    place = territory.current
    found, _made = Organisation.objects.get_or_create(
        kind=place.kind, territory=place, defaults={"name": place.name}
    )
    return found


@transaction.atomic
def join(*, member: User, organisation: Organisation, role: str, function: str = "") -> Membership:
    """Say that one belongs to an organisation: confirmed at once by an address of its domains.

    Otherwise it waits for a referent or a moderator, who are told. AlreadyThereError where there is
    one open; ValueError for a role that nobody gives themselves.
    """
    if role not in SAID:
        raise ValueError(f"Nobody gives themselves the role {role}.")
    # Two requests at once: the second waits here, and then sees the first.
    User.objects.select_for_update().get(pk=member.pk)
    if organisation.memberships.open().filter(member=member).exists():
        raise AlreadyThereError
    membership = Membership(
        member=member, organisation=organisation, role=role, function=function.strip()
    )
    if proves(member=member, organisation=organisation):
        membership.status, membership.proven_by = Status.CONFIRMED, Proof.DOMAIN
        membership.decided_at = timezone.now()
    membership.save()
    if membership.is_waiting:
        tell_later(tell_request, membership=membership, to=_deciding(organisation))
    return membership


def _deciding(organisation: Organisation) -> list[str]:
    """The addresses of its referents; of the moderators where it has none."""
    rows = organisation.memberships.confirmed().filter(role=Role.REFERENT, member__is_active=True)
    if referents := list(rows.values_list("member__email", flat=True)):
        return referents
    app, codename = DECIDES.split(".")
    may = Permission.objects.filter(content_type__app_label=app, codename=codename)
    moderators = User.objects.filter(
        Q(groups__permissions__in=may) | Q(user_permissions__in=may), is_active=True
    )
    return list(moderators.order_by("pk").values_list("email", flat=True).distinct())


def proves(*, member: User, organisation: Organisation) -> bool:
    """Whether a confirmed address of `member` is of one of the domains of `organisation`."""
    domains = set(organisation.domains.split())
    addresses = EmailAddress.objects.filter(user=member, verified=True)
    return any(domain_of(email) in domains for email in addresses.values_list("email", flat=True))


def may_decide(*, member: User, organisation: Organisation) -> bool:
    """Whether `member` is a moderator, or a referent of `organisation`."""
    if member.has_perm(DECIDES):
        return True
    referents = organisation.memberships.confirmed().filter(role=Role.REFERENT)
    return referents.filter(member=member).exists()


def requests_for(member: User) -> QuerySet[Membership]:
    """The requests that `member` may decide, the oldest first."""
    waiting = Membership.objects.waiting().exclude(member=member)
    if not member.has_perm(DECIDES):
        mine = member.memberships.confirmed().filter(role=Role.REFERENT)
        waiting = waiting.filter(organisation__in=mine.values("organisation"))
    return waiting.with_places().select_related("member")


@transaction.atomic
def confirm(*, membership: Membership, by: User, reason: str = "") -> None:
    """Somebody belongs to it from now on, and is told. PermissionDenied for who may not decide."""
    if waits := _to_decide(membership, by):
        waits.status = Status.CONFIRMED
        waits.proven_by = Proof.MODERATOR if by.has_perm(DECIDES) else Proof.REFERENT
        _decide(waits, by, reason, confirmed=True)


@transaction.atomic
def refuse(*, membership: Membership, by: User, reason: str) -> None:
    """Somebody does not belong to it, and is told why. ValueError without a reason."""
    if not reason.strip():
        raise ValueError("A refusal has a reason.")
    if waits := _to_decide(membership, by):
        waits.status, waits.ended_at = Status.ENDED, timezone.now()
        _decide(waits, by, reason, confirmed=False)


def _to_decide(membership: Membership, by: User) -> Membership | None:
    """The row, locked; None when another has decided in the meantime."""
    if membership.member_id == by.pk or not may_decide(
        member=by, organisation=membership.organisation
    ):
        raise PermissionDenied
    rows = Membership.objects.select_for_update(of=("self",)).waiting()
    return rows.select_related("member", "organisation").filter(pk=membership.pk).first()


def _decide(membership: Membership, by: User, reason: str, *, confirmed: bool) -> None:
    membership.decided_by, membership.decided_at = by, timezone.now()
    membership.reason = reason.strip()
    membership.save()
    tell_later(tell_decision, membership=membership, confirmed=confirmed, reason=membership.reason)


@transaction.atomic
def end_mandate(*, membership: Membership, by: User, successor: Membership | None = None) -> None:
    """End a membership, by its member or who decides; nothing for an ended one.

    `successor`: who becomes referent in the place of one, with what waits for a decision. What
    was stays in the history. PermissionDenied for others, ValueError for a successor who is not
    a confirmed member of the same organisation.
    """
    organisation = membership.organisation
    if membership.member_id != by.pk and not may_decide(member=by, organisation=organisation):
        raise PermissionDenied
    rows = Membership.objects.select_for_update()
    ending = rows.filter(pk=membership.pk).open().first()
    if ending is None:
        return
    if successor is not None:
        heirs = rows.filter(pk=successor.pk, organisation=organisation).exclude(pk=ending.pk)
        heir = heirs.confirmed().first()
        if heir is None or not ending.is_referent:
            raise ValueError("A successor is a confirmed member of the same organisation.")
        heir.role = Role.REFERENT
        heir.save()
    ending.status, ending.ended_at = Status.ENDED, timezone.now()
    ending.save()
    if ending.member_id != by.pk:
        tell_later(tell_ended, membership=ending)


# What a line is made of.
COLUMNS = (
    *("member", "role", "function", "status", "organisation__kind", "organisation__name"),
    *("organisation__territory__kind", "organisation__territory__name"),
    *("organisation__territory__population", "organisation__territory__departement__name"),
)


@dataclass(frozen=True)
class Line:
    """What stands under a name: "Agent, Vitré, Ille-et-Vilaine (18 000 habitants)"."""

    text: str
    confirmed: bool
    company: bool

    @property
    def marks(self) -> list[str]:
        """What is never left out: that nobody has confirmed it, that it is a company."""
        found = [] if self.confirmed else [_("not yet confirmed")]
        return [*found, _("company")] if self.company else found

    def __str__(self) -> str:
        return " · ".join([self.text, *self.marks])


def line_of(membership: Membership) -> Line:
    """Reads `organisation__territory__departement`: see `MembershipQuerySet.with_places`."""
    place = membership.organisation
    text = f"{membership.function or membership.get_role_display()}, {place}"
    if place.territory and place.governs:
        text += f" ({inhabitants(place.territory.population)})"
    return Line(text, not membership.is_waiting, place.is_company)


def lines_of(users: Iterable[User | int]) -> dict[int, Line]:
    """Id of a member → the line under the name, of all `users` in one query.

    The first confirmed membership of each, else the first that waits; members without any are
    not in it.
    """
    ids = {user if isinstance(user, int) else user.pk for user in users}
    lines: dict[int, Line] = {}
    # Few columns of four tables: reading whole rows takes twice as long.
    rows = Membership.objects.open().filter(member__in=ids).with_places().only(*COLUMNS)
    # "confirmed" comes before "waiting".
    for membership in rows.order_by("status", "asked_at", "pk") if ids else ():
        lines.setdefault(membership.member_id, line_of(membership))
    return lines

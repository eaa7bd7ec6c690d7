"""Whose notes about obligations somebody reads and writes: those of organisations they belong to.

Nobody else's, moderators and administrators included: what a town has not done yet is its affair.
"""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from members.models import User
from members.organisations.models import Membership, Organisation

PLACES = ("territory__departement", "territory__region", "territory__epci", "territory__successor")


def organisations_of(member: User) -> QuerySet[Organisation]:
    """The bodies of a territory that `member` is confirmed to belong to, the longest first."""
    mine = Membership.objects.confirmed().filter(member=member)
    rows = Organisation.objects.filter(
        kind__in=Organisation.GOVERNING, territory__isnull=False, memberships__in=mine
    )
    # One row each: nobody has two open memberships of one organisation.
    return rows.select_related(*PLACES).order_by("memberships__asked_at", "pk")


def own(request: HttpRequest, pk: int) -> tuple[User, Organisation]:
    """Who asks, and their organisation; Http404 for that of others and for none."""
    member = signed_in(request)
    found = organisations_of(member).filter(pk=pk).first()
    if found is None:
        raise Http404
    return member, found


def told(organisation: Organisation) -> QuerySet[User]:
    """Its confirmed members, who are told what becomes due and what changes."""
    mine = Membership.objects.confirmed().filter(organisation=organisation)
    mine = mine.exclude(role=Membership.Role.PARTNER)
    return User.objects.filter(is_active=True, pk__in=mine.values("member")).order_by("pk")


def signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (for the type checker)
    return request.user

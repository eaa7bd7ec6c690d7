"""What a person may do with a shared document."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from community.library.models import SharedDocument
from community.library.querysets import MODERATES, Person
from community.library.states import State
from members.models import User
from members.organisations.models import Membership, Organisation


def moderates(person: Person) -> bool:
    """Whether the person decides about what is held or reported."""
    return person.is_authenticated and person.has_perm(MODERATES)


def signed_in(person: Person) -> User:
    """The person, who has an account. PermissionDenied for a visitor."""
    if not isinstance(person, User):
        raise PermissionDenied
    return person


def is_author(person: Person, document: SharedDocument) -> bool:
    return person.is_authenticated and document.author_id == person.pk


def may_change(person: Person, document: SharedDocument) -> bool:
    """Whether the person may edit, replace and withdraw it: its author, moderators, and once it is
    published the referents of the organisation for which it was shared."""
    if document.is_withdrawn or not person.is_authenticated:
        return False
    if is_author(person, document):
        return True
    if document.state == State.DRAFT:
        return False
    if moderates(person):
        return True
    return document.is_published and speaks_for(person, document.organisation_id)


def speaks_for(person: User, organisation: int | None) -> bool:
    """Whether the person is a referent of the organisation of this id."""
    if organisation is None:
        return False
    referents = person.memberships.confirmed().filter(role=Membership.Role.REFERENT)
    return bool(referents.filter(organisation=organisation).exists())


def organisations_of(person: User, beside: int | None = None) -> QuerySet[Organisation]:
    """Those for which the person may share, and the one of this id, with their places."""
    mine = person.memberships.open().values("organisation")
    rows = Organisation.objects.filter(Q(pk__in=mine) | Q(pk=beside))
    return rows.select_related("territory__departement")

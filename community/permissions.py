"""What a person may do in each category of the forum, from the grants that machina keeps.

machina's own checker forgets a grant for every category that it reads after one that refuses it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Q, Value, When
from machina.apps.forum_permission.models import GroupForumPermission, UserForumPermission

from community.forum.models import Forum
from members.models import User

if TYPE_CHECKING:
    from community.forum_conversation.models import Post, Topic

Person = User | AnonymousUser
# To read a category, one must see it: machina has a permission for each.
READ = frozenset({"can_see_forum", "can_read_forum"})
# Who is granted or refused, from the least to the most particular.
EVERYBODY, GROUP, PERSON = range(3)


@dataclass(frozen=True)
class Access:
    """`allowed`: id of a category → codenames of machina's permissions; every one of a superuser's.

    A category that is not in it is closed.
    """

    person: Person
    allowed: Mapping[int, frozenset[str]]

    def may(self, codename: str, category: int) -> bool:
        """Whether the person has a permission in the category of this id."""
        if category not in self.allowed:
            return False
        return self.person.is_superuser or codename in self.allowed[category]

    def categories(self, codename: str) -> frozenset[int]:
        """Ids of the categories in which the person has a permission."""
        return frozenset(one for one in self.allowed if self.may(codename, one))

    def sees(self, written: "Topic | Post", category: int) -> bool:
        """Whether a topic or post of a readable category is shown: if held, to few.

        `visible_to` of their QuerySets says the same to the database.
        """
        is_author = self.person.is_authenticated and written.poster_id == self.person.pk
        return written.approved or is_author or self.may("can_approve_posts", category)

    @property
    def member(self) -> User:
        """The person, who is signed in. PermissionDenied for a visitor."""
        if not isinstance(self.person, User):
            raise PermissionDenied
        return self.person

    @cached_property
    def readable(self) -> frozenset[int]:
        """Ids of the categories that the person may read."""
        return frozenset(one for one in self.allowed if all(self.may(code, one) for code in READ))


def access_to(categories: Iterable[int], person: Person) -> Access:
    """What `person` may do in the categories of these ids. One query, however many.

    A grant or refusal for one category counts more than one for all; within that, one for the
    person more than one for a group, and that more than one for everybody. Of several groups,
    one that grants is enough.
    """
    ids = [*categories]
    if person.is_superuser:
        return Access(person, dict.fromkeys(ids, frozenset()))
    verdicts: dict[int, dict[str, tuple[bool, int, bool]]] = {one: {} for one in ids}
    for category, codename, granted, rank in _grants(ids, person):
        verdict = (category is not None, rank, granted)
        for one in ids if category is None else [category]:
            known = verdicts[one].get(codename)
            verdicts[one][codename] = max(known, verdict) if known else verdict
    return Access(
        person,
        {
            one: frozenset(name for name, (_, _, granted) in names.items() if granted)
            for one, names in verdicts.items()
        },
    )


def access(person: Person) -> Access:
    """What `person` may do in every category."""
    return access_to(Forum.objects.values_list("pk", flat=True), person)


def public_access() -> Access:
    """What everybody may do, without an account: what feeds, sitemaps and the search tell."""
    return access(AnonymousUser())


def _grants(ids: list[int], person: Person) -> Iterable[tuple[int | None, str, bool, int]]:
    """(id of the category or None for all, codename, granted or refused, rank)."""
    where = Q(forum=None) | Q(forum__in=ids)
    columns = ("forum_id", "permission__codename", "has_perm", "rank")
    to_users = UserForumPermission.objects.filter(where)
    if not person.is_authenticated:  # most requests: without what cannot concern them
        everybody = to_users.filter(anonymous_user=True).annotate(rank=Value(EVERYBODY))
        return everybody.order_by().values_list(*columns)
    own = to_users.filter(Q(authenticated_user=True) | Q(user=person)).annotate(
        rank=Case(When(user=None, then=EVERYBODY), default=PERSON)
    )
    to_groups = GroupForumPermission.objects.filter(where, group__user=person)
    ranked = to_groups.annotate(rank=Value(GROUP)).order_by().values_list(*columns)
    return own.order_by().values_list(*columns).union(ranked, all=True)

"""Which territories the members of the forum write for, and what towns like one's own asked."""

from django.db.models import Q

from community.forum_conversation.models import Topic
from community.forum_conversation.querysets import TopicQuerySet
from community.permissions import Access
from members.models import User
from members.organisations.models import Membership
from territories.likeness import alike
from territories.models import Territory

MOST_ALIKE = 30  # territories
# Of likeness, from 0 to 1: below, only what is not known is alike.
LEAST_ALIKE = 0.4


def territories_around(member: int | None) -> set[int]:
    """Keys of the territories that a member belongs to for sure, and of those that contain them."""
    place = "organisation__territory"
    above = (f"{place}__{kind}" for kind in ("epci", "departement", "region"))
    rows = Membership.objects.confirmed().filter(member=member).values_list(place, *above)
    return {key for row in rows for key in row if key}


def town_of(member: User) -> Territory | None:
    """The territory that a member belongs to: the first confirmed one, else one that waits."""
    rows = Membership.objects.open().filter(member=member).exclude(organisation__territory=None)
    rows = rows.select_related(
        "organisation__territory__epci", "organisation__territory__successor"
    )
    first = rows.order_by("status", "asked_at", "pk").first()
    return first.organisation.territory if first else None


def asked_by_towns_like(town: Territory, access: Access) -> TopicQuerySet:
    """Questions of confirmed members of the territories most like `town`; its own are left out.

    Five queries whatever the data, none of which reads a topic.
    """
    questions = Topic.objects.public(access).filter(kind=Topic.Kind.QUESTION)
    of_askers = Membership.objects.confirmed().filter(member__in=questions.values("poster"))
    asking = Territory.objects.filter(pk__in=of_askers.values("organisation__territory"))
    found = alike(town, limit=MOST_ALIKE, among=asking)
    like = [one.territory.pk for one in found if one.likeness >= LEAST_ALIKE]
    there = Membership.objects.confirmed().filter(organisation__territory__in=like)
    own = Q(poster=access.member.pk)
    return questions.filter(poster__in=there.values("member")).exclude(own)

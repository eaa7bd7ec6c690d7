"""Which members a question is pointed out to: those who may know an answer, the least asked first.

They named its theme or one below it in their profile, or let themselves be found in the directory
and belong to a town with a published sheet about it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from community.forum_conversation.models import Topic
from community.models import Notice, Rhythm, Routing
from community.permissions import Access, Person, access_to
from members.organisations.models import Membership, Profile
from taxonomy.models import Theme

MOST = 5  # members for one question

# The rooms above know which territories have published about a theme: each gives their keys.
Towns = Callable[[Theme], set[int]]
_sources: list[Towns] = []


def register(source: Towns) -> None:
    """Called once by a room that knows of sheets, when its app is ready."""
    if source not in _sources:
        _sources.append(source)


@transaction.atomic
def route(topic: Topic) -> None:
    """Point a question that everybody may read out to at most MOST members, and tell them.

    Never to who asked, nor to those who were named before or want no such messages. The year is
    that of the calendar; a question that somebody declined does not count.
    """
    theme, first_post = topic.forum.theme, topic.first_post_id
    if not (topic.is_question and topic.approved and theme and first_post):
        return
    room = MOST - topic.routings.filter(declined_at=None).count()
    asked = list(islice(_readers(topic, _willing(topic, theme)), max(room, 0)))
    why = Routing.Why
    Routing.objects.bulk_create(
        Routing(
            topic=topic,
            member_id=profile.member_id,
            why=why.THEME if profile.named else why.TOWN,  # type: ignore[attr-defined]
        )
        for profile in asked
    )
    Notice.objects.bulk_create(
        [
            Notice(member_id=profile.member_id, post_id=first_post, kind=Notice.Kind.ROUTED)
            for profile in asked
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def decline(*, access: Access, topic: Topic) -> None:
    """Say that a question is not for oneself: another is asked while nobody has answered.

    PermissionDenied for whom it was not pointed out to.
    """
    own = Routing.objects.filter(topic=topic, member=access.member, declined_at=None)
    if not own.update(declined_at=timezone.now()):
        raise PermissionDenied
    Notice.objects.waiting().filter(
        member=access.member, post__topic=topic, kind=Notice.Kind.ROUTED
    ).delete()
    if not topic.answers_count and not topic.is_locked:
        route(topic)


@dataclass(frozen=True)
class PointedOut:
    """To how many members a question is pointed out, and whether the person is one of them."""

    number: int
    to_person: bool


def pointed_out(topic: Topic, person: Person) -> PointedOut:
    """To whom a topic is pointed out. One query; none for a discussion."""
    members: list[int] = []
    if topic.is_question:
        members += topic.routings.filter(declined_at=None).values_list("member", flat=True)
    return PointedOut(len(members), person.pk in members)


def _willing(topic: Topic, theme: Theme) -> QuerySet[Profile]:
    """Profiles of those who may be asked, the least asked this year first, then the longest ago.

    Each with `named`: whether it names the theme.
    """
    territories = {pk for source in _sources for pk in source(theme)}
    towns = Membership.objects.confirmed().filter(organisation__territory__in=territories)
    named = Profile.themes.through.objects.filter(
        Q(theme=theme) | Q(theme__parent=theme), profile=OuterRef("pk")
    )
    profiles = (
        Profile.objects.annotate(named=Exists(named))
        .filter(
            Q(named=True) | Q(listed=True, member__in=towns.values("member")),
            member__is_active=True,
        )
        .exclude(member=topic.poster_id)
        .exclude(member__mailing__routed=Rhythm.NEVER)
        .exclude(member__in=topic.routings.values("member"))
    )
    # Two questions at once: the second waits here, and then counts the first.
    list(profiles.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    new_year = timezone.localtime().replace(
        month=1, day=1, hour=0, minute=0, second=0, microsecond=0
    )
    own = Routing.objects.filter(member=OuterRef("member")).order_by().values("member")
    counted = own.filter(declined_at=None, made_at__gte=new_year).annotate(number=Count("pk"))
    return (
        profiles.annotate(
            asked=Coalesce(Subquery(counted.values("number")), 0),
            last=Subquery(own.annotate(last=Max("made_at")).values("last")),
        )
        .filter(Q(yearly_questions=None) | Q(asked__lt=F("yearly_questions")))
        .order_by("asked", F("last").asc(nulls_first=True), "pk")
        .select_related("member")
    )


def _readers(topic: Topic, profiles: QuerySet[Profile]) -> Iterator[Profile]:
    """Of them, those who may read and answer in the category of the topic."""
    category = topic.forum_id
    for profile in profiles:
        allowed = access_to([category], profile.member)
        if category in allowed.readable and allowed.may("can_reply_to_topics", category):
            yield profile

"""Moderators merge two topics into one, and split one in two; no message and no address is lost."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from community.forum_conversation.forum_polls.models import TopicPoll
from community.forum_conversation.models import Post, Topic
from community.models import Decision, FormerTopic, Routing
from community.permissions import Access


class CannotRearrangeError(Exception):
    """One topic twice, a held one, or an opening that would be split from itself."""


class TwoPollsError(CannotRearrangeError):
    """Each of the topics has a poll, and one topic has room for one: no vote is thrown away."""


@transaction.atomic
def merge(*, access: Access, topic: Topic, other: Topic) -> Topic:
    """Make one topic of two: the older, with its subject, which the address of the newer leads to.

    Messages stand in the order in which they were written; who followed either follows it; the poll
    of one is that of both. PermissionDenied for who may not move both; CannotRearrangeError for a
    held one, or the same, and TwoPollsError where each has one.
    """
    _allow(access, topic, other)
    kept, gone = _locked(topic.pk, other.pk)
    if TopicPoll.objects.filter(topic__in=(kept, gone)).count() > 1:
        raise TwoPollsError
    TopicPoll.objects.filter(topic=gone).update(topic=kept)
    Post.objects.filter(topic=gone).update(topic=kept, subject=kept.subject)
    kept.subscribers.add(*gone.subscribers.all())
    asked = Routing.objects.filter(topic=kept).values("member")
    Routing.objects.filter(topic=gone).exclude(member__in=asked).update(topic=kept)
    # What was decided stays as it was; only where it is read is another.
    Decision.objects.filter(topic=gone).update(topic=kept)
    FormerTopic.objects.filter(topic=gone).update(topic=kept)
    FormerTopic.objects.create(key=gone.pk, topic=kept)
    if kept.accepted_id is None and kept.is_question:
        kept.accepted_id = gone.accepted_id
        kept.save(update_fields=["accepted", "updated"])
    gone.delete()
    kept.update_trackers()
    Decision.objects.create(action=Decision.Action.MERGED, moderator=access.member, topic=kept)
    return kept


@transaction.atomic
def split(*, access: Access, post: Post, subject: str, following: bool) -> Topic:
    """Make a topic of an answer, and with `following` of those after it; followers follow both.

    PermissionDenied for who may not move the topic; CannotRearrangeError for its opening and for
    what is held.
    """
    topic = post.topic
    _allow(access, topic)
    topic = Topic.objects.select_for_update(of=("self",)).select_related("forum").get(pk=topic.pk)
    if post.pk == topic.first_post_id or not post.approved or not topic.approved:
        raise CannotRearrangeError
    after = Q(created__gt=post.created) | Q(created=post.created, pk__gt=post.pk)
    moved = Post.objects.filter(Q(pk=post.pk) | (after if following else Q(pk=None)), topic=topic)
    keys = list(moved.values_list("pk", flat=True))
    made = Topic.objects.create(
        forum=topic.forum,
        poster=post.poster,
        subject=subject,
        kind=topic.kind,
        type=Topic.TOPIC_POST,
        status=Topic.TOPIC_UNLOCKED,
        approved=True,
    )
    made.subscribers.add(*topic.subscribers.all())
    if topic.accepted_id in keys:
        topic.accepted = None
        topic.save(update_fields=["accepted", "updated"])
    Post.objects.filter(pk__in=keys).update(topic=made, subject=subject)
    topic.update_trackers()
    made.update_trackers()
    Decision.objects.create(
        action=Decision.Action.SPLIT, moderator=access.member, topic=made, reason=topic.subject
    )
    return made


def _allow(access: Access, *topics: Topic) -> None:
    if not all(access.may("can_move_topics", topic.forum_id) for topic in topics):
        raise PermissionDenied


def _locked(one: int, other: int) -> tuple[Topic, Topic]:
    """Both as they stand now, the older first."""
    rows = Topic.objects.select_for_update(of=("self",)).select_related("forum")
    found = list(rows.filter(pk__in=(one, other)).order_by("pk"))
    if len(found) < 2 or not all(topic.approved for topic in found):
        raise CannotRearrangeError
    first, second = sorted(found, key=lambda topic: (topic.created, topic.pk))
    return first, second

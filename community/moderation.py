"""What moderators decide about posts and topics; each decision is kept, with its reason."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.following import announce
from community.forum.models import Forum
from community.forum_conversation.models import Post, Topic
from community.mails import tell_deleted, tell_refused
from community.models import Decision, Report
from community.permissions import Access
from members.models import User
from members.waiting_letters import tell_later

Action = Decision.Action


def may_moderate(access: Access, category: int) -> bool:
    """Whether the person decides about what is held or reported in a category."""
    return access.may("can_approve_posts", category)


@transaction.atomic
def approve(*, access: Access, post: Post) -> None:
    """Show a held post to all. PermissionDenied for who may not; nothing for an approved one."""
    held = _held(access, post)
    if held is None:
        return
    grounds = held.held_for
    held.approved, held.held_for, held.refusal = True, [], ""
    held.save()
    announce(held)
    _decide(access, Action.APPROVED, post=held, grounds=grounds)


@transaction.atomic
def refuse(*, access: Access, post: Post, reason: str) -> None:
    """Leave a held post to its author alone, who is told why and may edit it.

    ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("A refusal has a reason.")
    held = _held(access, post)
    if held is None:
        return
    held.refusal = reason
    held.save()
    _decide(access, Action.REFUSED, post=held, reason=reason, grounds=held.held_for)
    if held.poster:
        tell_later(
            tell_refused, author=held.poster, subject=held.subject, reason=reason, post=held.pk
        )


@transaction.atomic
def report(*, access: Access, post: Post, reason: str) -> None:
    """Tell the moderators what is wrong with a post; once a member until they have decided."""
    Report.objects.tell(by=access.member, reason=reason, post=post)


@transaction.atomic
def set_reports_aside(*, access: Access, post: Post, reason: str) -> None:
    """Keep a post that was reported, and say why."""
    _allow(access, "can_approve_posts", post.topic.forum_id)
    if post.reports.settle():
        _decide(access, Action.KEPT, post=post, reason=reason)


@transaction.atomic
def delete(*, access: Access, post: Post, reason: str = "") -> Topic | None:
    """Delete a post with its files; its topic where it opened one. What is left of the topic.

    Its author may delete a post, and a topic that nobody answered; PermissionDenied otherwise.
    """
    topic = post.topic
    opens = post.pk == topic.first_post_id
    if not may_delete(access, post):
        raise PermissionDenied
    action = Action.TOPIC_DELETED if opens else Action.DELETED
    if post.poster_id != access.person.pk:
        decision = _decide(
            access,
            action,
            topic=None if opens else topic,
            author=post.poster,
            reason=reason,
            grounds=post.held_for,
        )
        if post.poster:
            tell_later(
                tell_deleted,
                author=post.poster,
                subject=post.subject,
                reason=reason,
                decision=decision.pk,
            )
    if opens:
        topic.delete()
        return None
    post.delete()
    return topic


def may_delete(access: Access, post: Post) -> bool:
    """Whether the person may delete a post, whose topic is at hand."""
    topic = post.topic
    if access.may("can_delete_posts", topic.forum_id):
        return True
    is_own = access.person.is_authenticated and post.poster_id == access.person.pk
    if not is_own or not access.may("can_delete_own_posts", topic.forum_id):
        return False
    return post.pk != topic.first_post_id or not topic.posts.exclude(pk=post.pk).exists()


@transaction.atomic
def close(*, access: Access, topic: Topic, closed: bool) -> None:
    """Take no more answers, or take them again."""
    _allow(access, "can_lock_topics", topic.forum_id)
    topic.status = Topic.TOPIC_LOCKED if closed else Topic.TOPIC_UNLOCKED
    topic.save(update_fields=["status", "updated"])
    _decide(access, Action.CLOSED if closed else Action.OPENED, topic=topic)


@transaction.atomic
def pin(*, access: Access, topic: Topic, pinned: bool) -> None:
    """Keep a topic above the others of its category, or no longer."""
    _allow(access, "can_post_stickies", topic.forum_id)
    topic.type = Topic.TOPIC_STICKY if pinned else Topic.TOPIC_POST
    topic.save(update_fields=["type", "updated"])
    _decide(access, Action.PINNED if pinned else Action.UNPINNED, topic=topic)


@transaction.atomic
def move(*, access: Access, topic: Topic, category: Forum) -> None:
    """Put a topic into another category; its old address leads there."""
    _allow(access, "can_move_topics", topic.forum_id)
    _allow(access, "can_move_topics", category.pk)
    if topic.forum_id == category.pk:
        return
    topic.forum = category
    topic.save()  # machina counts both categories anew
    _decide(access, Action.MOVED, topic=topic)


def _held(access: Access, post: Post) -> Post | None:
    """The post, locked, as it stands now; None when it is approved already."""
    _allow(access, "can_approve_posts", post.topic.forum_id)
    found = Post.objects.select_for_update(of=("self",)).select_related("topic__forum")
    held = found.get(pk=post.pk)
    return None if held.approved else held


def _allow(access: Access, codename: str, category: int) -> None:
    if not access.may(codename, category):
        raise PermissionDenied


def _decide(
    access: Access,
    action: Decision.Action,
    *,
    post: Post | None = None,
    topic: Topic | None = None,
    author: User | None = None,
    reason: str = "",
    grounds: Sequence[str] = (),
) -> Decision:
    return Decision.objects.create(
        action=action,
        moderator=access.member,
        post=post,
        topic=topic or (post.topic if post else None),
        author=author or (post.poster if post else None),
        reason=reason,
        grounds=list(grounds),
    )

"""What tells a good answer: accepted by who asked, found useful by others."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.forum_conversation.models import Post, Topic
from community.models import Vote
from community.permissions import Access


def may_accept(access: Access, topic: Topic) -> bool:
    """Whether the person asked the question, or moderates its category."""
    if not topic.is_question or not access.person.is_authenticated:
        return False
    return topic.poster_id == access.person.pk or access.may("can_edit_posts", topic.forum_id)


@transaction.atomic
def accept(*, access: Access, post: Post) -> bool:
    """Make `post` the accepted answer of its question, or no longer; whether it is now.

    PermissionDenied for who may not, for the question itself and for what is held.
    """
    topic = Topic.objects.select_for_update().get(pk=post.topic_id)
    if not may_accept(access, topic) or post.pk == topic.first_post_id or not post.approved:
        raise PermissionDenied
    is_accepted = topic.accepted_id != post.pk
    topic.accepted_id = post.pk if is_accepted else None
    topic.save(update_fields=["accepted", "updated"])
    return is_accepted


def vote(*, access: Access, post: Post) -> bool:
    """Find a post useful, or no longer; whether it is now.

    PermissionDenied for one's own post and for what is held.
    """
    if post.poster_id == access.member.pk or not post.approved:
        raise PermissionDenied
    found, is_new = Vote.objects.get_or_create(post=post, member=access.member)
    if not is_new:
        found.delete()
    return is_new

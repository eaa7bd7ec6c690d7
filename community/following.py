"""Who follows a topic or a category, and what they are to be told of."""

from django.db import transaction

from community.forum.models import Forum
from community.forum_conversation.models import Post, Topic
from community.models import Notice
from community.permissions import Access
from community.routing import route


def follow(*, access: Access, what: Topic | Forum) -> None:
    """Tell the member of new answers to a topic, or of new topics in a category."""
    _followers(what).add(access.member)


@transaction.atomic
def unfollow(*, access: Access, what: Topic | Forum) -> None:
    """Tell the member no more; what waits to be told is dropped."""
    _followers(what).remove(access.member)
    waiting = Notice.objects.waiting().filter(member=access.member)
    if isinstance(what, Topic):
        waiting.filter(post__topic=what).delete()
    else:
        waiting.filter(post__topic__forum=what).delete()


def follows(access: Access, category: Forum) -> bool:
    """Whether the person follows a category; one query, none for a visitor."""
    if not access.person.is_authenticated:
        return False
    return category.followers.filter(pk=access.person.pk).exists()


def announce(post: Post) -> None:
    """Note who is to be told of a post that everybody may read from now on; route a question.

    Nobody is told twice, nor of what they wrote; what is held tells nobody.
    """
    topic = post.topic
    if not post.approved or not topic.approved:
        return
    opens = topic.first_post_id == post.pk
    if opens:
        route(topic)
    followers = _followers(topic.forum if opens else topic).exclude(pk=post.poster_id)
    Notice.objects.bulk_create(
        [Notice(member=each, post=post) for each in followers], ignore_conflicts=True
    )


def read(access: Access, topic: Topic) -> None:
    """The member has the topic before their eyes: what waits to be told of it is dropped.

    `topic` comes from `TopicQuerySet.with_following`: reading alone writes nothing.
    """
    if topic.has_news:
        Notice.objects.waiting().filter(member=access.member, post__topic=topic).delete()


def _followers(what: Topic | Forum):  # type: ignore[no-untyped-def]
    return what.subscribers if isinstance(what, Topic) else what.followers

"""Who follows a topic, a category or a territory, and what they are to be told of."""

from django.db import transaction

from community.forum.models import Forum
from community.forum_conversation.models import Post, Topic
from community.mentions import tell_mentioned
from community.models import FollowedTerritory, Notice
from community.permissions import Access
from community.polls.asking import begin
from community.routing import route
from community.towns import territories_around
from territories.models import Territory


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


def follow_territory(*, access: Access, territory: Territory, followed: bool) -> None:
    """Tell the member of new topics of those who belong there, or no longer."""
    rows = FollowedTerritory.objects.filter(member=access.member, territory=territory)
    if followed:
        rows.get_or_create(member=access.member, territory=territory)
    else:
        rows.delete()


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
    tell_mentioned(post)
    opens = topic.first_post_id == post.pk
    if opens:
        begin(topic)
        route(topic)
    followers = set(_followers(topic.forum if opens else topic).values_list("pk", flat=True))
    if opens:
        around = territories_around(post.poster_id)
        rows = FollowedTerritory.objects.filter(territory__in=around)
        followers.update(rows.values_list("member", flat=True))
    Notice.objects.bulk_create(
        [Notice(member_id=each, post=post) for each in sorted(followers - {post.poster_id})],
        ignore_conflicts=True,
    )


def read(access: Access, topic: Topic) -> None:
    """The member has the topic before their eyes: what waits to be told of it is dropped.

    `topic` comes from `TopicQuerySet.with_following`: reading alone writes nothing.
    """
    if topic.has_news:
        Notice.objects.waiting().filter(member=access.member, post__topic=topic).delete()


def _followers(what: Topic | Forum):  # type: ignore[no-untyped-def]
    return what.subscribers if isinstance(what, Topic) else what.followers

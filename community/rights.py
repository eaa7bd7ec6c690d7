"""What a person may do with a topic and its posts."""

from community.forum_conversation.models import Post, Topic
from community.permissions import Access


def may_reply(access: Access, topic: Topic) -> bool:
    """Whether the person may answer: a closed topic takes the answers of few."""
    needed = "can_reply_to_locked_topics" if topic.is_locked else "can_reply_to_topics"
    return access.person.is_authenticated and access.may(needed, topic.forum_id)


def may_edit(access: Access, post: Post) -> bool:
    """Whether the person may edit a post; of a closed topic, moderators alone."""
    category = post.topic.forum_id
    if access.may("can_edit_posts", category):
        return True
    is_own = access.person.is_authenticated and post.poster_id == access.person.pk
    return is_own and not post.topic.is_locked and access.may("can_edit_own_posts", category)


def may_attach(access: Access, topic: Topic) -> bool:
    return access.may("can_attach_file", topic.forum_id)

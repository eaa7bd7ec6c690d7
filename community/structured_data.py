"""What a topic says to machines: a question with its answers, or a discussion (schema.org).

As search engines read them:
https://developers.google.com/search/docs/appearance/structured-data/qapage
https://developers.google.com/search/docs/appearance/structured-data/discussion-forum
"""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from community.forum_conversation.models import Post, Topic
from ui.plain import plain
from ui.structured_data import LICENCE, Node, moment, without_unknown


def described(
    topic: Topic, opening: Post, answers: Iterable[Post], *, url: str, root_url: str
) -> Node:
    """The node of the page at `url` that shows these posts, which everybody may read.

    They come from `PostQuerySet.with_votes`.
    """
    page = {
        "@id": f"{url}#page",
        "url": url,
        "inLanguage": settings.LANGUAGE_CODE,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "publisher": {"@id": f"{root_url}/#organization"},
    }
    if not topic.is_question:
        return {
            "@type": "DiscussionForumPosting",
            **page,
            "headline": topic.subject,
            **_written(opening, root_url),
            "commentCount": topic.answers_count,
            "comment": [_part("Comment", each, url, root_url) for each in answers],
        }
    parts = {
        each.pk: _part("Answer", each, url, root_url) | {"upvoteCount": each.votes_count}
        for each in answers
    }
    accepted = parts.pop(topic.accepted_id, None)
    question = {
        "@type": "Question",
        "name": topic.subject,
        **_written(opening, root_url),
        "upvoteCount": opening.votes_count,
        "answerCount": topic.answers_count,
        "acceptedAnswer": accepted,
        "suggestedAnswer": list(parts.values()),
    }
    return {"@type": "QAPage", **page, "mainEntity": without_unknown(question)}


def _part(type_: str, post: Post, url: str, root_url: str) -> Node:
    return {"@type": type_, "url": f"{url}#message-{post.pk}", **_written(post, root_url)}


def _written(post: Post, root_url: str) -> Node:
    """What was written, when, and the name that its author has chosen."""
    author = {"@type": "Person", "name": _("Former member")}
    if post.poster:
        page = reverse("community:member", args=[post.poster_id])
        author = {"@type": "Person", "name": post.poster.display_name, "url": f"{root_url}{page}"}
    return {
        "text": plain(post.content.rendered),
        "datePublished": moment(post.created),
        "author": author,
    }

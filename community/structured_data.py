"""What a topic says to machines: a question with its answers, or a discussion (schema.org).

As search engines read them:
https://developers.google.com/search/docs/appearance/structured-data/qapage
https://developers.google.com/search/docs/appearance/structured-data/discussion-forum
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from community.forum_conversation.models import Topic
from community.shown import ShownPost
from ui.plain import plain
from ui.structured_data import LICENCE, Node, moment, without_unknown


def described(
    topic: Topic, opening: ShownPost, answers: Iterable[ShownPost], *, url: str, root_url: str
) -> Node:
    """The node of the page at `url` that shows these posts, which everybody may read."""
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
        each.post.pk: _part("Answer", each, url, root_url) | {"upvoteCount": each.votes}
        for each in answers
    }
    accepted = parts.pop(topic.accepted_id, None)
    question = {
        "@type": "Question",
        "name": topic.subject,
        **_written(opening, root_url),
        "upvoteCount": opening.votes,
        "answerCount": topic.answers_count,
        "acceptedAnswer": accepted,
        "suggestedAnswer": list(parts.values()),
    }
    return {"@type": "QAPage", **page, "mainEntity": without_unknown(question)}


def _part(type_: str, item: ShownPost, url: str, root_url: str) -> Node:
    return {"@type": type_, "url": f"{url}#message-{item.post.pk}", **_written(item, root_url)}


def _written(item: ShownPost, root_url: str) -> Node:
    """What was written, when, and the name that its author has chosen."""
    post, author = item.post, {"@type": "Person"}
    if post.poster:
        author |= {"name": post.poster.display_name, "url": f"{root_url}{item.author_url}"}
    else:
        author["name"] = _("Former member")
    return {
        "text": plain(post.content.rendered),
        "datePublished": moment(post.created),
        "author": author,
    }

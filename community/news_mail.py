"""The message that tells a member of new posts, and the way to have no more of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from community.forum_conversation.models import Post, Topic
from community.models import Notice
from community.polls.asking import poll_of
from members.models import User
from ui.plain import plain

SALT = "community.no-more-mails"
MOST_IN_SUBJECT = 70  # characters
MOST_OF_A_POST = 300
MOST_POSTS = 10  # of one topic; the topic shows the others


@dataclass(frozen=True)
class Line:
    """One post as the message tells it."""

    author: str
    text: str
    url: str
    why: str  # why this member is told; empty for what they follow
    poll: str = ""  # what its poll asks


@dataclass(frozen=True)
class Chapter:
    """What the message says of one topic."""

    title: str
    url: str
    lines: tuple[Line, ...]
    more: int  # posts that are not listed


def news_message(member: User, posts: Sequence[Post]) -> EmailMultiAlternatives:
    """One message about `posts` (`telling.readable`), in the order of their topics."""
    with override(settings.LANGUAGE_CODE):
        chapters = [_chapter(topic, [*of]) for topic, of in groupby(posts, lambda one: one.topic)]
        leave = _absolute(reverse("community:no-more-mails", args=[leaving_token(member)]))
        subject = _subject(posts, chapters)
        context = {
            "language": settings.LANGUAGE_CODE,
            "subject": subject,
            "chapters": chapters,
            "own_url": _absolute(reverse("community:mails")),
            "leave_url": leave,
        }
        body = render_to_string("community/mail/news.txt", context)
        html = render_to_string("community/mail/news.html", context)
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    message = EmailMultiAlternatives(
        subject=subject,
        body=body,
        to=[member.email],
        headers={
            "Auto-Submitted": "auto-generated",  # RFC 3834: no automatic answer
            "Precedence": "bulk",
            "List-Id": f"Terrain commun <communaute.{host}>",
            # RFC 8058: a mail program leaves with one POST to this address.
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(html, "text/html")
    return message


def leaving_token(member: User) -> str:
    """What proves that whoever has it got a message to this member."""
    return signing.dumps(member.pk, salt=SALT)


def leaving_member(token: str) -> User | None:
    """The member of a token; None for one that is not ours, or of a member who is gone."""
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=key).first()


def _subject(posts: Sequence[Post], chapters: Sequence[Chapter]) -> str:
    if len(chapters) == 1:
        title = Truncator(chapters[0].title).chars(MOST_IN_SUBJECT)
        return _("New in “%(title)s”") % {"title": title}
    return ngettext("%(count)s new message", "%(count)s new messages", len(posts)) % {
        "count": len(posts)
    }


def _chapter(topic: Topic, posts: Sequence[Post]) -> Chapter:
    lines = tuple(
        Line(
            author=post.poster.display_name if post.poster else _("Former member"),
            text=Truncator(plain(post.content.rendered)).chars(MOST_OF_A_POST),
            url=_absolute(post.get_absolute_url()),
            why=_why(post.told_as),
            poll=_asked(topic, post),
        )
        for post in posts[:MOST_POSTS]
    )
    url = _absolute(topic.get_absolute_url())
    return Chapter(topic.subject, url, lines, max(0, len(posts) - MOST_POSTS))


def _asked(topic: Topic, post: Post) -> str:
    """What the poll asks that stands under a post; empty without one."""
    poll = poll_of(topic)
    return poll.question if poll and post.pk == topic.first_post_id else ""


def _why(told_as: str) -> str:
    if told_as == Notice.Kind.ROUTED:
        return _("You may know an answer: you named this theme, or your town has a sheet about it.")
    if told_as == Notice.Kind.MENTIONED:
        return _("This message mentions you, or your organisation.")
    return ""


def _absolute(path: str) -> str:
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)

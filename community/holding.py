"""Which posts wait for a moderator before others see them, and why.

What is suspicious is held, never refused: a moderator decides. Nothing judges the language of a
text, nor how short it is.
"""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from community.blocking import leads_to_blocked
from community.forum_conversation.held import Reason
from community.forum_conversation.models import Post
from community.markup import addresses, plain_addresses
from community.mentions import mentions_in
from members.models import User

NEW_UNTIL = 5  # approved posts of a member
MOST_LINKS = 5  # of a member who is no longer new
MOST_MENTIONS_OF_NEW = 1
MOST_AN_HOUR = 5  # posts of a new member
REPEATED_FROM = 80  # characters: shorter texts ("Merci !") are alike by nature
REPEATED_WITHIN = timedelta(days=30)
# A tag that Markdown leaves as text is no accident in what a town asks.
TAG = re.compile(r"</?(?:a|iframe|img|script|style|div|span|font|form|input|svg|object)\b", re.I)


def reasons_to_hold(
    *,
    author: User,
    text: str,
    files: int = 0,
    post: int | None = None,
    plain: Iterable[str] = (),
) -> list[str]:
    """Values of `Reason` that a text of `author` with so many files gives; none: all may see it.

    `post`: the key of the post that is edited, which does not repeat itself; `plain`: what is shown
    beside it as it was typed, of a poll. Two queries, and one more where there are links.
    """
    approved = approved_posts(author, beside=post)
    is_new = approved < NEW_UNTIL
    beside = "\n".join(plain)
    elsewhere = [*links_elsewhere(text), *plain_addresses(beside)]
    found = {
        Reason.FIRST: not approved,
        Reason.LINK: is_new and bool(elsewhere),
        Reason.LINKS: len(elsewhere) > MOST_LINKS,
        Reason.ATTACHMENT: is_new and files > 0,
        Reason.TAGS: bool(TAG.search(text) or TAG.search(beside)),
        Reason.REPEATED: is_repeated(text, beside=post),
        Reason.MENTIONS: is_new and len(mentions_in(text)) > MOST_MENTIONS_OF_NEW,
        Reason.BLOCKED: leads_to_blocked(elsewhere),
    }
    return [reason.value for reason, holds in found.items() if holds]


def approved_posts(author: User, beside: int | None = None) -> int:
    """How many approved posts a member has, up to those that make them known."""
    posts = Post.objects.filter(poster=author, approved=True, topic__approved=True)
    return posts.exclude(pk=beside)[:NEW_UNTIL].count()


def links_elsewhere(text: str) -> list[str]:
    """Where the links of a Markdown text lead beyond this site, bare addresses among them."""
    found = addresses(text)
    return [one for one in found if not one.startswith("/") or one.startswith("//")]


def is_repeated(text: str, beside: int | None = None) -> bool:
    """Whether a text of some length was written lately, by anybody."""
    if len(text) < REPEATED_FROM:
        return False
    lately = Post.objects.filter(created__gte=timezone.now() - REPEATED_WITHIN, content=text)
    return lately.exclude(pk=beside).exists()


def writes_too_much(author: User) -> bool:
    """Whether a new member has written as much as is allowed within an hour."""
    if approved_posts(author) >= NEW_UNTIL:
        return False
    within = timezone.now() - timedelta(hours=1)
    return Post.objects.filter(poster=author, created__gte=within).count() >= MOST_AN_HOUR

"""A post as its page draws it for one person: votes, and what this person may do."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from community.answers import may_accept
from community.forum_conversation.forum_attachments.models import Attachment
from community.forum_conversation.models import Post, Topic
from community.moderation import may_delete, may_moderate
from community.paths import numbered
from community.permissions import Access
from community.rights import may_edit, may_reply
from members.organisations.belonging import Line, lines_of


@dataclass(frozen=True)
class ShownPost:
    """`votes`: how many find it useful, this person among them where `voted`."""

    post: Post
    url: str  # of the page that it stands on, at the post
    author_url: str  # of the page of its author, who stays; empty
    files: Sequence[Attachment]
    is_own: bool
    line: Line | None  # whom its author writes for
    votes: int
    voted: bool
    may_vote: bool
    may_quote: bool
    may_edit: bool
    may_delete: bool
    may_accept: bool
    may_report: bool
    may_see_versions: bool
    may_judge: bool
    may_split: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to do with it."""
        return (
            self.may_vote
            or self.may_quote
            or self.may_edit
            or self.may_delete
            or self.may_accept
            or self.may_report
            or self.may_judge
            or self.may_split
        )


def shown(posts: Iterable[Post], topic: Topic, access: Access) -> dict[int, ShownPost]:
    """`posts` (`PostQuerySet.with_votes`) of `topic` by key, in their order. Two queries."""
    is_member = access.person.is_authenticated
    moderates = may_moderate(access, topic.forum_id)
    moves = topic.approved and access.may("can_move_topics", topic.forum_id)
    accepts, replies = may_accept(access, topic), may_reply(access, topic)
    posts = list(posts)
    authors = {post.poster_id for post in posts if post.poster_id}
    lines = lines_of(authors)
    post_url, author_url = numbered("community:post"), numbered("community:member")
    files = files_of(posts)
    found = {}
    for post in posts:
        post.topic = topic  # at hand: no query for each
        is_own = is_member and post.poster_id == access.person.pk
        found[post.pk] = ShownPost(
            post=post,
            url=post_url % post.pk,
            author_url=author_url % post.poster_id if post.poster_id else "",
            files=files[post.pk],
            is_own=is_own,
            line=lines.get(post.poster_id),
            votes=post.votes_count,
            voted=post.is_voted,
            may_vote=is_member and not is_own and post.approved,
            may_quote=replies and post.approved,
            may_edit=may_edit(access, post),
            may_delete=may_delete(access, post),
            may_accept=accepts and post.approved and post.pk != topic.first_post_id,
            may_report=is_member and not is_own,
            may_see_versions=post.was_edited and (is_own or moderates),
            may_judge=moderates and not post.approved,
            may_split=moves and post.approved and post.pk != topic.first_post_id,
        )
    return found


def files_of(posts: Iterable[Post]) -> dict[int, list[Attachment]]:
    """The files of `posts`, by key of the post. One query."""
    found: dict[int, list[Attachment]] = defaultdict(list)
    for file in Attachment.objects.filter(post__in=[post.pk for post in posts]).order_by("pk"):
        found[file.post_id].append(file)
    return found

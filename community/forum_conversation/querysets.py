"""What a person may see of topics and posts: every list, count and page asks here."""

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from community.models import Notice, Vote
from community.signals import topics_changed

if TYPE_CHECKING:
    from community.permissions import Access, Person


class TopicQuerySet(models.QuerySet):
    def visible_to(self, access: "Access") -> "TopicQuerySet":
        """Those of categories that the person may read, held ones for author and moderators."""
        return self.filter(_seen(access, category="forum_id"), forum__in=access.readable)

    def public(self, access: "Access") -> "TopicQuerySet":
        """Those that everybody sees who may read the category: what lists and counts tell."""
        return self.filter(approved=True, forum__in=access.readable)

    def with_following(self, person: "Person") -> "TopicQuerySet":
        """Each with `is_followed` by the person, and `has_news` that the person is to be told."""
        if not person.is_authenticated:  # who follows nothing: what the model says of every topic
            return self.all()
        model: Any = self.model
        pairs = model.subscribers.through.objects
        following = pairs.filter(topic=OuterRef("pk"), user=person.pk)
        news = Notice.objects.waiting().filter(post__topic=OuterRef("pk"), member=person.pk)
        return self.annotate(is_followed=Exists(following), has_news=Exists(news))

    def unanswered(self) -> "TopicQuerySet":
        """Questions that nobody has answered yet, so that all can see it."""
        return self.filter(kind="question", posts_count__lte=1, status=0)

    @transaction.atomic
    def update(self, **values: Any) -> int:
        """As Django's, which no signal tells of: whoever listens to `topics_changed` hears it."""
        topics = list(self.values_list("pk", flat=True))
        written = super().update(**values)
        topics_changed.send(sender=self.model, topics=topics)
        return written


class PostQuerySet(models.QuerySet):
    def visible_to(self, access: "Access") -> "PostQuerySet":
        """Posts of visible topics, held ones for author and moderators."""
        return self.filter(
            _seen(access, category="topic__forum_id"),
            _seen(access, category="topic__forum_id", of="topic__"),
            topic__forum__in=access.readable,
        )

    def seen_in(self, category: int, access: "Access") -> "PostQuerySet":
        """Of the posts of a topic of this category, which the person sees: those that they see."""
        if access.may("can_approve_posts", category):
            return self.all()
        return self.filter(_approved_or_own(access))

    def public(self, access: "Access") -> "PostQuerySet":
        """Approved posts of approved topics in categories that the person may read."""
        return self.filter(approved=True, topic__approved=True, topic__forum__in=access.readable)

    def with_votes(self, person: "Person") -> "PostQuerySet":
        """Each with `votes_count`, and `is_voted`: whether the person is among them."""
        posts = self.annotate(votes_count=_votes_count())
        if not person.is_authenticated:  # who has no vote: what the model says of every post
            return posts
        own = Vote.objects.filter(post=OuterRef("pk"), member=person.pk)
        return posts.annotate(is_voted=Exists(own))

    def waiting(self) -> "PostQuerySet":
        """Held ones that no moderator has refused."""
        return self.filter(approved=False, refusal="")

    @transaction.atomic
    def update(self, **values: Any) -> int:
        """As that of topics; of posts that change their topic, both are told."""
        topics = set(self.values_list("topic_id", flat=True))
        written = super().update(**values)
        for name in {"topic", "topic_id"} & values.keys():
            topics.add(getattr(values[name], "pk", values[name]))
        topics_changed.send(sender=self.model, topics=sorted(topics))
        return written


@cache
def _votes_count() -> Coalesce:
    """How many votes a post has: the same for every query, and slow to put together."""
    votes = Vote.objects.filter(post=OuterRef("pk")).order_by()
    return Coalesce(Subquery(votes.values("post").annotate(number=Count("pk")).values("number")), 0)


def _seen(access: "Access", *, category: str, of: str = "") -> Q:
    """That it is approved, or by the person, or in a category whose posts the person approves.

    `category`: the way to the id of the category; `of`: the way to what is seen.
    """
    approvers = access.categories("can_approve_posts")
    return _approved_or_own(access, of) | Q(**{f"{category}__in": approvers})


def _approved_or_own(access: "Access", of: str = "") -> Q:
    """That it is approved, or by the person; `of`: as above."""
    seen = Q(**{f"{of}approved": True})
    if access.person.is_authenticated:
        seen |= Q(**{f"{of}poster": access.person})
    return seen

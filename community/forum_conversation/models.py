"""A topic and its posts."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.abstract_models import AbstractPost, AbstractTopic

from community.forum_conversation.held import Reason
from community.forum_conversation.querysets import PostQuerySet, TopicQuerySet
from community.paths import topic_url, topic_words

# What machina derives from the posts and writes after each of them.
TRACKED = (
    "subject",
    "approved",
    "posts_count",
    "first_post",
    "last_post",
    "last_post_on",
    "updated",
)


class Topic(AbstractTopic):
    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        DISCUSSION = "discussion", _("Discussion")

    # What others answered stays when a member leaves.
    poster = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("author"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.QUESTION)
    accepted = models.ForeignKey(
        "forum_conversation.Post",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("accepted answer"),
    )
    # What `TopicQuerySet.with_following` says of the topics of a member.
    is_followed = False
    has_news = False

    objects = TopicQuerySet.as_manager()

    class Meta(AbstractTopic.Meta):
        abstract = False
        # The list of a category: counted, and read from its beginning, without the topics' rows.
        # Of approved ones alone, because SQLite takes no index for `WHERE approved`.
        indexes = (
            *AbstractTopic.Meta.indexes,
            models.Index(
                fields=["forum", "-type", "-last_post_on"],
                condition=models.Q(approved=True),
                name="shown_topic_of_category",
            ),
        )
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.subject

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION

    @property
    def answers_count(self) -> int:
        """Approved posts but the first."""
        return max(self.posts_count - 1, 0)

    @property
    def address_slug(self) -> str:
        """The words of its address, which are no key: another subject makes another address."""
        return topic_words(self.subject)

    def get_absolute_url(self) -> str:
        return topic_url(category=self.forum.name, subject=self.subject, key=self.pk)

    def _simple_save(self, *args: Any, **kwargs: Any) -> None:
        """Write what was counted alone: someone may be closing or moving the topic meanwhile."""
        super()._simple_save(*args, update_fields=TRACKED, **kwargs)


class Post(AbstractPost):
    poster = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("author"),
    )
    # Values of `community.forum_conversation.held.Reason`: why it waits for a moderator.
    held_for = models.JSONField(default=list, blank=True, editable=False)
    # Why a moderator refused it; its author may edit it, which clears this.
    refusal = models.TextField(blank=True, editable=False)
    # What `PostQuerySet.with_votes` says of the posts that a member reads.
    is_voted = False

    objects = PostQuerySet.as_manager()

    class Meta(AbstractPost.Meta):
        abstract = False
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    @property
    def reasons(self) -> list[str]:
        """Why it is held, in the language of the request."""
        return [str(Reason(one).label) for one in self.held_for if one in Reason.values]

    @property
    def was_edited(self) -> bool:
        return self.updates_count > 0

    def get_absolute_url(self) -> str:
        """The page of the topic that the post stands on, at the post."""
        return reverse("community:post", args=[self.pk])

"""The poll that stands under the opening of a topic, its options, and who chose them.

Of machina's `hide_results` nothing is made: everybody reads the numbers.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.forum_polls.abstract_models import (
    AbstractTopicPoll,
    AbstractTopicPollOption,
    AbstractTopicPollVote,
)

if TYPE_CHECKING:
    from community.permissions import Person


class TopicPoll(AbstractTopicPoll):
    # By its author or a moderator, before the end that its days make or without one.
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)

    class Meta(AbstractTopicPoll.Meta):
        abstract = False
        verbose_name = _("poll")
        verbose_name_plural = _("polls")

    def __str__(self) -> str:
        return self.question

    @property
    def ends_at(self) -> datetime | None:
        """When it ends or has ended; None: when somebody closes it."""
        if self.closed_at:
            return self.closed_at
        return self.created + timedelta(days=self.duration) if self.duration else None

    @property
    def is_open(self) -> bool:
        """Whether it has not ended; who may vote in it is told by `community.polls.voting`."""
        return self.ends_at is None or self.ends_at > timezone.now()


class OptionQuerySet(models.QuerySet):
    def with_votes(self, person: "Person") -> "OptionQuerySet":
        """Each with `votes_count`, `is_chosen` by the person, and the `voters` of its poll."""
        votes = TopicPollVote.objects.order_by()
        of_option = votes.filter(poll_option=OuterRef("pk")).values("poll_option")
        of_poll = votes.filter(poll_option__poll=OuterRef("poll")).values("poll_option__poll")
        own = votes.filter(poll_option=OuterRef("pk"), voter=person.pk)
        # Votes of former members have a key in the place of the voter.
        people = Count("voter", distinct=True) + Count("anonymous_key", distinct=True)
        return self.annotate(
            votes_count=_number(of_option.annotate(number=Count("pk"))),
            voters=_number(of_poll.annotate(number=people)),
            is_chosen=Exists(own) if person.is_authenticated else Value(False),
        )


def _number(rows: models.QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.values("number")), 0)


class TopicPollOption(AbstractTopicPollOption):
    objects = OptionQuerySet.as_manager()

    class Meta(AbstractTopicPollOption.Meta):
        abstract = False
        ordering = ("pk",)  # as they were written
        verbose_name = _("option of a poll")
        verbose_name_plural = _("options of polls")

    def __str__(self) -> str:
        return self.text


class TopicPollVote(AbstractTopicPollVote):
    class Meta(AbstractTopicPollVote.Meta):
        abstract = False
        verbose_name = _("vote in a poll")
        verbose_name_plural = _("votes in polls")
        constraints = (
            models.UniqueConstraint(
                fields=("poll_option", "voter"), name="poll_option_once_a_voter"
            ),
        )

    def __str__(self) -> str:
        return str(self.poll_option_id)

"""What a poll asks, and who adds, changes and closes it.

It belongs to the opening of its topic: what holds for that message holds for its poll.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from community.forum_conversation.forum_polls.models import (
    TopicPoll,
    TopicPollOption,
    TopicPollVote,
)
from community.forum_conversation.models import Post, Topic
from community.models import Decision
from community.permissions import Access
from community.rights import may_edit


@dataclass(frozen=True)
class Draft:
    """What a poll is to ask. `most`: how many options a member may choose; `days`: None for no end;
    `changes`: whether a vote may be changed."""

    question: str
    options: tuple[str, ...]
    most: int = 1
    days: int | None = None
    changes: bool = True

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.question, *self.options)


class VotedError(Exception):
    """Somebody has voted: what they were asked stays as it is."""


def poll_of(topic: Topic) -> TopicPoll | None:
    """The poll of a topic; no query where it was selected with the topic, be there one or not."""
    return getattr(topic, "poll", None)


def draft_of(poll: TopicPoll) -> Draft:
    """What a poll asks now. One query."""
    options = poll.options.values_list("text", flat=True)
    return Draft(poll.question, tuple(options), poll.max_options, poll.duration, poll.user_changes)


def texts_of(topic: Topic) -> tuple[str, ...]:
    """The texts of the poll of a topic, as the database has them; none without a poll."""
    poll = TopicPoll.objects.filter(topic=topic).first()
    return draft_of(poll).texts if poll else ()


def may_poll(access: Access, opening: Post) -> bool:
    """Whether the person may add a poll to the opening of a topic, or change the one it has."""
    return may_edit(access, opening) and access.may("can_create_polls", opening.topic.forum_id)


def has_votes(poll: TopicPoll) -> bool:
    return TopicPollVote.objects.filter(poll_option__poll=poll).exists()


@transaction.atomic
def put(*, topic: Topic, draft: Draft) -> None:
    """Give a topic this poll, in the place of the one it has, be that closed; its days begin now.

    VotedError where somebody has voted.
    """
    poll = TopicPoll.objects.select_for_update().filter(topic=topic).first()
    if poll is None:
        poll = TopicPoll(topic=topic)
    elif has_votes(poll):
        raise VotedError
    poll.question = draft.question
    poll.max_options = draft.most
    poll.duration = draft.days
    poll.user_changes = draft.changes
    poll.created, poll.closed_at = timezone.now(), None
    poll.save()
    poll.options.all().delete()
    TopicPollOption.objects.bulk_create(
        TopicPollOption(poll=poll, text=text) for text in draft.options
    )


def begin(topic: Topic) -> None:
    """Count the days of its poll from now on, when everybody may vote: it was held until now."""
    polls = TopicPoll.objects.filter(topic=topic).exclude(options__votes__isnull=False)
    polls.update(created=timezone.now())


@transaction.atomic
def close(*, access: Access, opening: Post) -> None:
    """End the poll of a topic for good. PermissionDenied for who may not edit its opening.

    Nothing for one that has ended.
    """
    if not may_edit(access, opening):
        raise PermissionDenied
    poll = TopicPoll.objects.select_for_update().filter(topic=opening.topic).first()
    if poll is None or not poll.is_open:
        return
    poll.closed_at = timezone.now()
    poll.save(update_fields=["closed_at", "updated"])
    log(access, opening, Decision.Action.POLL_CLOSED)


def log(access: Access, opening: Post, action: Decision.Action) -> None:
    """Note what a moderator did to the poll of another."""
    if opening.poster_id != access.member.pk:
        Decision.objects.create(
            action=action,
            moderator=access.member,
            post=opening,
            topic=opening.topic,
            author=opening.poster,
        )

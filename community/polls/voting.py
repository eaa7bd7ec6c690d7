"""Voting in a poll: one vote a member, which nobody else is told of."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from community.forum_conversation.forum_polls.models import TopicPoll, TopicPollVote
from community.permissions import Access


class CannotVoteError(Exception):
    """Why, in words for who wanted to vote."""


def why_not(access: Access, poll: TopicPoll, *, voted: bool) -> str:
    """Why the person may not vote in a poll, whose topic is at hand; empty where they may.

    `voted`: whether they have done so.
    """
    topic = poll.topic
    if not topic.approved:
        return _("Votes are taken once the message is published.")
    if topic.is_locked:
        return _("This topic is closed: its poll takes no more votes.")
    if not poll.is_open:
        return _("This poll is closed: it takes no more votes.")
    if not access.may("can_vote_in_polls", topic.forum_id):
        return _("You may not vote in this category.")
    if voted and not poll.user_changes:
        return _("You have voted: in this poll a vote is not changed.")
    return ""


@transaction.atomic
def vote(*, access: Access, poll: TopicPoll, chosen: Collection[int]) -> None:
    """Choose the options of these keys, in the place of those chosen before.

    The same vote once more changes nothing. CannotVoteError, with the reason: see `why_not`; for
    none, for too many, and for an option of no such poll. PermissionDenied for a visitor. The
    person sees the topic: whoever asks has made sure of that.
    """
    member, wanted = access.member, set(chosen)
    # Locked: of two votes of one member at once, the second sees the first. Its topic is read
    # afterwards: it may have been merged into another meanwhile.
    now = TopicPoll.objects.select_for_update().filter(pk=poll.pk).first()
    options = set(now.options.values_list("pk", flat=True)) if now else set()
    if now is None or not wanted or not wanted <= options:
        raise CannotVoteError(_("This poll was changed meanwhile: look at it once more."))
    own = TopicPollVote.objects.filter(poll_option__poll=now, voter=member)
    before = set(own.values_list("poll_option", flat=True))
    if wanted == before:
        return
    reason = why_not(access, now, voted=bool(before))
    if reason:
        raise CannotVoteError(reason)
    if len(wanted) > now.max_options:
        raise CannotVoteError(_("You have chosen more answers than this poll takes."))
    own.exclude(poll_option__in=wanted).delete()
    TopicPollVote.objects.bulk_create(
        TopicPollVote(voter=member, poll_option_id=each) for each in sorted(wanted - before)
    )

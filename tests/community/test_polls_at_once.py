"""Votes, changes and merges of a poll at the same time: no vote is doubled, none is lost."""

from collections.abc import Callable

import pytest
from django.db import transaction

from community import rearranging
from community.forum_conversation.forum_polls.models import TopicPoll, TopicPollVote
from community.permissions import access
from community.polls import asking
from community.polls.asking import Draft
from community.polls.voting import CannotVoteError, vote
from tests.factories.community import PollFactory, TopicFactory
from tests.factories.members import UserFactory
from tests.search.transactions import begin, database_of_its_own  # noqa: F401

# SQLite has one writer at a time.
pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("database_of_its_own")]


def voting(poll: TopicPoll, member, text: str) -> Callable[[], None]:
    may, key = access(member), poll.options.get(text=text).pk
    return lambda: vote(access=may, poll=poll, chosen=[key])


@pytest.mark.parametrize("changes", [True, False])
def test_two_votes_of_one_member_are_one(changes: bool) -> None:
    poll, member = PollFactory(user_changes=changes), UserFactory()
    with transaction.atomic():
        voting(poll, member, "Moins de 5 heures")()
        later = begin(voting(poll, member, "Toute la nuit"))
    if changes:
        later.result()
    else:
        with pytest.raises(CannotVoteError):
            later.result()
    [left] = TopicPollVote.objects.all()
    assert left.poll_option.text == ("Toute la nuit" if changes else "Moins de 5 heures")


@pytest.mark.parametrize("voted_first", [True, False])
def test_a_poll_is_not_changed_under_a_vote(voted_first: bool) -> None:
    poll = PollFactory()
    draft = Draft("Autre question ?", ("Oui", "Non"))

    def change() -> None:
        asking.put(topic=poll.topic, draft=draft)

    first, second = voting(poll, UserFactory(), "Toute la nuit"), change
    if not voted_first:
        first, second = second, first
    with transaction.atomic():
        first()
        later = begin(second)
    with pytest.raises(asking.VotedError if voted_first else CannotVoteError):
        later.result()
    assert TopicPollVote.objects.count() == voted_first
    assert (TopicPoll.objects.get().question == draft.question) != voted_first


def test_a_vote_follows_a_poll_that_is_merged_into_another_topic() -> None:
    older, poll = TopicFactory(), PollFactory()
    cast = voting(poll, UserFactory(), "Toute la nuit")
    moderator = access(UserFactory(moderator=True))
    with transaction.atomic():
        rearranging.merge(access=moderator, topic=older, other=poll.topic)
        later = begin(cast)
    later.result()
    assert TopicPoll.objects.get().topic == older
    assert TopicPollVote.objects.count() == 1

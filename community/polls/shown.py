"""A poll as the page of its topic draws it for one person: numbers, and what this person may do."""

from dataclasses import dataclass

from community.forum_conversation.forum_polls.models import TopicPoll, TopicPollOption
from community.forum_conversation.models import Post, Topic
from community.permissions import Access
from community.polls.asking import may_poll, poll_of
from community.polls.forms import VoteForm
from community.polls.voting import why_not
from community.rights import may_edit


@dataclass(frozen=True)
class Line:
    """One option. `percent`: of those who voted, who may have chosen several."""

    id: str  # of its bar
    text: str
    votes: int
    percent: int
    chosen: bool  # by this person


@dataclass(frozen=True)
class ShownPoll:
    """`why_not`: why this person may not vote, in words; `form`: with which they vote."""

    poll: TopicPoll
    lines: tuple[Line, ...]
    voters: int
    voted: bool
    takes_votes: bool  # of whoever may vote
    why_not: str
    form: VoteForm | None
    may_change: bool
    may_close: bool

    @property
    def scale(self) -> int:
        """What a whole bar stands for."""
        return self.voters or 1


def shown_poll(topic: Topic, access: Access, opening: Post) -> ShownPoll | None:
    """The poll of a topic (`views.topics.visible_topic`) with its opening. One query, if any."""
    poll = poll_of(topic)
    if poll is None:
        return None
    options = list(options_of(poll, access))
    voters = options[0].voters if options else 0
    voted = any(option.is_chosen for option in options)
    takes_votes = topic.approved and not topic.is_locked and poll.is_open
    refusal = why_not(access, poll, voted=voted)
    votes = access.person.is_authenticated and not refusal
    return ShownPoll(
        poll=poll,
        lines=tuple(_line(option) for option in options),
        voters=voters,
        voted=voted,
        takes_votes=takes_votes,
        why_not=refusal,
        form=VoteForm(poll=poll, options=options) if votes else None,
        may_change=may_poll(access, opening),
        may_close=may_edit(access, opening) and poll.is_open,
    )


def options_of(poll: TopicPoll, access: Access):  # type: ignore[no-untyped-def]
    """The options of a poll in their order, as the person sees them."""
    return TopicPollOption.objects.filter(poll=poll).with_votes(access.person)


def _line(option: TopicPollOption) -> Line:
    percent = round(100 * option.votes_count / option.voters) if option.voters else 0
    return Line(f"option-{option.pk}", option.text, option.votes_count, percent, option.is_chosen)

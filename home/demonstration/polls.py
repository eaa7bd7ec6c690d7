"""The first polls of the forum, in which the demonstration accounts alone have voted."""

from typing import Any

from django.db import transaction

from community.forum.models import Forum
from community.forum_conversation.forum_polls.models import TopicPoll
from community.forum_conversation.models import Post, Topic
from community.permissions import access
from community.polls.asking import Draft, put
from community.polls.voting import vote
from home.demonstration.accounts import ACCOUNTS
from home.demonstration.reading import read
from members.models import User

ASKED_BY = "Rédaction"


@transaction.atomic
def load_polls() -> int:
    """Open a topic with each poll of `content/polls.yaml` whose theme has a category; how many.

    Without the demonstration accounts, and once there are polls, nothing is opened.
    """
    accounts = {user.email: user for user in User.objects.all()}
    people = {function: accounts.get(email) for function, (email, *_) in ACCOUNTS.items()}
    if people[ASKED_BY] is None or TopicPoll.objects.exists():
        return 0
    categories = {one.theme.slug: one for one in Forum.objects.select_related("theme") if one.theme}
    items = [item for item in read("polls") if item["theme"] in categories]
    for item in items:
        _open(item, categories[item["theme"]], people)
    return len(items)


def _open(item: dict[str, Any], category: Forum, people: dict[str, User | None]) -> None:
    topic = Topic.objects.create(
        forum=category,
        poster=people[ASKED_BY],
        subject=item["subject"],
        kind=Topic.Kind.DISCUSSION,
        type=Topic.TOPIC_POST,
        status=Topic.TOPIC_UNLOCKED,
    )
    put(topic=topic, draft=Draft(item["question"], tuple(item["options"]), item["most"]))
    Post.objects.create(
        topic=topic, poster=people[ASKED_BY], subject=topic.subject, content=item["text"]
    )
    keys = {option.text: option.pk for option in topic.poll.options.all()}
    for function, chosen in item["votes"].items():
        if person := people[function]:
            may = access(person)
            vote(access=may, poll=topic.poll, chosen=[keys[text] for text in chosen])

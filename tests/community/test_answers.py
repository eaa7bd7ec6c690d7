"""The accepted answer and votes: who may, and what everybody sees."""

import pytest

from community.forum_conversation.models import Topic
from community.models import Vote
from tests.factories.community import PostFactory, TopicFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("person", ["asker", "moderator"])
def test_asker_and_moderators_accept_an_answer(as_user, read, person: str) -> None:
    topic = TopicFactory()
    answer = PostFactory(topic=topic, content="Voici comment.")
    who = topic.poster if person == "asker" else UserFactory(moderator=True)
    url = f"/communaute/messages/{answer.pk}/accepter/"
    as_user(who).post(url)
    topic.refresh_from_db()
    assert topic.accepted == answer
    assert "Résolue" in read(topic.get_absolute_url()).text
    as_user(who).post(url)
    topic.refresh_from_db()
    assert topic.accepted is None


def test_nobody_else_accepts_an_answer(as_user, client) -> None:
    answer = PostFactory(topic=TopicFactory())
    url = f"/communaute/messages/{answer.pk}/accepter/"
    assert client.post(url).status_code == 302
    for person in (answer.poster, UserFactory(), UserFactory(editor=True)):
        assert as_user(person).post(url).status_code == 403
    assert not Topic.objects.exclude(accepted=None).exists()


def test_neither_a_question_nor_a_held_answer_nor_one_of_a_discussion_is_accepted(as_user) -> None:
    topic = TopicFactory()
    asker = as_user(topic.poster)
    held = PostFactory(topic=topic, poster=topic.poster, approved=False)
    discussion = TopicFactory(kind="discussion", poster=topic.poster)
    comment = PostFactory(topic=discussion)
    for pk in (topic.first_post_id, held.pk, comment.pk):
        assert asker.post(f"/communaute/messages/{pk}/accepter/").status_code == 403


def test_a_member_finds_a_message_useful_once_and_takes_it_back(as_user, read) -> None:
    topic = TopicFactory()
    member = as_user(UserFactory())
    url = f"/communaute/messages/{topic.first_post_id}/utile/"
    member.post(url)
    assert Vote.objects.count() == 1
    assert "1 personne trouve ce message utile" in read(topic.get_absolute_url()).text
    button = read(topic.get_absolute_url(), member).select_one("button.vote")
    assert button["aria-pressed"] == "true"
    member.post(url)
    assert not Vote.objects.exists()


def test_nobody_votes_for_oneself_nor_for_what_is_held(as_user) -> None:
    topic = TopicFactory()
    url = f"/communaute/messages/{topic.first_post_id}/utile/"
    assert as_user(topic.poster).post(url).status_code == 403
    held = PostFactory(topic=topic, approved=False)
    url = f"/communaute/messages/{held.pk}/utile/"
    assert as_user(UserFactory()).post(url).status_code == 404
    assert as_user(UserFactory(moderator=True)).post(url).status_code == 403
    assert not Vote.objects.exists()


def test_opening_an_address_changes_nothing(as_user) -> None:
    answer = PostFactory(topic=TopicFactory())
    client = as_user(answer.topic.poster)
    for what in ("accepter", "utile", "approuver"):
        assert client.get(f"/communaute/messages/{answer.pk}/{what}/").status_code == 405

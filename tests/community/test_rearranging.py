"""Topics are merged and split: no message, address or follower is lost, and counts are right."""

import pytest
from django.core.exceptions import PermissionDenied

from community import rearranging
from community.forum_conversation.models import Topic
from community.models import Decision, FormerTopic, Routing
from community.permissions import access
from search.models import Document
from tests.factories.community import CategoryFactory, PostFactory, TopicFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return UserFactory(moderator=True)


def two_topics():
    older = TopicFactory(subject="La première")
    newer = TopicFactory(subject="La seconde", content="Je demande aussi.")
    PostFactory(topic=newer, content="Une réponse à la seconde.")
    return older, newer


def test_two_topics_become_the_older_one(moderator, as_user, client) -> None:
    older, newer = two_topics()
    follower, address = UserFactory(), newer.get_absolute_url()
    newer.subscribers.add(follower)
    url = f"/communaute/sujets/{older.pk}/reunir/"
    response = as_user(moderator).post(url, {"other": f"https://testserver{address}#repondre"})
    assert response.url == older.get_absolute_url()
    page = client.get(older.get_absolute_url()).content.decode()
    assert "Je demande aussi." in page
    assert "Une réponse à la seconde." in page
    response = client.get(address)
    assert (response.status_code, response.url) == (301, older.get_absolute_url())
    older.refresh_from_db()
    assert (older.subject, older.posts_count) == ("La première", 3)
    assert follower in older.subscribers.all()
    assert not Topic.objects.filter(pk=newer.pk).exists()
    for category, topics, posts in ((older.forum, 1, 3), (newer.forum, 0, 0)):
        category.refresh_from_db()
        assert (category.direct_topics_count, category.direct_posts_count) == (topics, posts)
    [document] = Document.objects.filter(topic__isnull=False)
    assert (document.topic, "réponse à la seconde" in document.text.body) == (older, True)
    assert Decision.objects.get().get_action_display() == "Sujets réunis"


def test_the_older_stays_whichever_is_merged_and_addresses_follow_one_another(
    moderator, client
) -> None:
    first, second, third = (TopicFactory(subject=f"Sujet {number}") for number in range(3))
    old = third.get_absolute_url()
    may = access(moderator)
    assert rearranging.merge(access=may, topic=third, other=second) == second
    assert rearranging.merge(access=may, topic=second, other=first) == first
    assert client.get(old).url == first.get_absolute_url()
    assert FormerTopic.objects.count() == 2


def test_an_accepted_answer_and_who_was_asked_stay(moderator) -> None:
    older, newer = two_topics()
    accepted = newer.posts.latest()
    Topic.objects.filter(pk=newer.pk).update(accepted=accepted)
    member = UserFactory()
    for topic in (older, newer):
        Routing.objects.create(topic=topic, member=member, why="theme")
    Routing.objects.create(topic=newer, member=UserFactory(), why="town")
    kept = rearranging.merge(access=access(moderator), topic=older, other=newer)
    kept.refresh_from_db()
    assert kept.accepted == accepted
    assert kept.routings.count() == 2


@pytest.mark.parametrize("case", ["same", "held", "private", "missing", "nonsense"])
def test_what_cannot_be_merged_is_said_and_nothing_changes(moderator, as_user, case: str) -> None:
    topic = TopicFactory()
    others = {
        "same": topic.get_absolute_url(),
        "held": TopicFactory(approved=False).get_absolute_url(),
        "private": TopicFactory(forum=CategoryFactory(private=True)).get_absolute_url(),
        "missing": "/communaute/theme/mots-999999/",
        "nonsense": "bonjour",
    }
    url = f"/communaute/sujets/{topic.pk}/reunir/"
    page = as_user(moderator).post(url, {"other": others[case]}).content.decode()
    assert "field--bad" in page
    assert Topic.objects.count() == 3
    assert not Decision.objects.exists()


def test_an_answer_becomes_a_topic_with_those_after_it(moderator, as_user, client) -> None:
    topic = TopicFactory(subject="Éteindre la nuit ?")
    follower = UserFactory()
    topic.subscribers.add(follower)
    stays, moved, after = (PostFactory(topic=topic, content=f"Texte {n}") for n in range(3))
    held = PostFactory(topic=topic, content="Texte retenu", approved=False)
    Topic.objects.filter(pk=topic.pk).update(accepted=after)
    url = f"/communaute/messages/{moved.pk}/separer/"
    as_user(moderator).post(url, {"subject": "Et le matin ?", "what": "following"})
    made, topic = Topic.objects.get(subject="Et le matin ?"), Topic.objects.get(pk=topic.pk)
    assert [*made.posts.order_by("pk")] == [moved, after, held]
    assert (made.posts_count, made.first_post, made.poster) == (2, moved, moved.poster)
    assert (topic.posts_count, topic.last_post, topic.accepted) == (2, stays, None)
    assert [*made.subscribers.all()] == [follower] == [*topic.subscribers.all()]
    assert client.get(moved.get_absolute_url()).url.startswith(made.get_absolute_url())
    texts = {one.topic_id: one.text.body for one in Document.objects.filter(topic__isnull=False)}
    assert "Texte 2" in texts[made.pk]
    assert "Texte 2" not in texts[topic.pk]
    assert "Texte retenu" not in "".join(texts.values())
    made.forum.refresh_from_db()
    assert (made.forum.direct_topics_count, made.forum.direct_posts_count) == (2, 4)


def test_an_answer_alone_leaves_the_others(moderator) -> None:
    topic = TopicFactory()
    alone, other = PostFactory(topic=topic), PostFactory(topic=topic)
    made = rearranging.split(
        access=access(moderator), post=alone, subject="Autre chose", following=False
    )
    assert [*made.posts.all()] == [alone]
    assert other in topic.posts.all()
    decision = Decision.objects.get()
    assert (decision.action, decision.topic) == ("split", made)


def test_an_opening_and_what_is_held_are_not_split(moderator) -> None:
    topic = TopicFactory()
    for post in (topic.first_post, PostFactory(topic=topic, approved=False)):
        with pytest.raises(rearranging.CannotRearrangeError):
            rearranging.split(access=access(moderator), post=post, subject="X", following=True)


def test_members_do_neither(as_user) -> None:
    older, newer = two_topics()
    post, client = newer.posts.latest(), as_user(newer.poster)
    for url, sent in (
        (f"/communaute/sujets/{newer.pk}/reunir/", {"other": older.get_absolute_url()}),
        (f"/communaute/messages/{post.pk}/separer/", {"subject": "X", "what": "alone"}),
    ):
        assert client.get(url).status_code == client.post(url, sent).status_code == 403
    with pytest.raises(PermissionDenied):
        rearranging.merge(access=access(newer.poster), topic=newer, other=older)

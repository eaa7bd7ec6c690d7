"""What moderators decide: seen by whom, told to whom, kept where."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from machina.apps.forum_permission.shortcuts import assign_perm

from community import moderation
from community.forum_conversation.models import Post, Topic
from community.models import Decision, Report
from community.permissions import access
from tests.factories.community import (
    AttachmentFactory,
    CategoryFactory,
    PostFactory,
    TopicFactory,
)
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(as_user):
    return as_user(UserFactory(moderator=True))


def held(**fields) -> Post:
    return PostFactory(topic=TopicFactory(), approved=False, held_for=["first"], **fields)


def test_the_queue_shows_what_is_held_the_oldest_first_with_its_reasons(moderator, read) -> None:
    first = held(content="Premier message")
    second = held(content="Second message")
    page = read("/communaute/moderation/", moderator)
    assert page.text.index("Premier message") < page.text.index("Second message")
    assert "Premier message de ce membre" in page.text
    assert {first.pk, second.pk} == {*Post.objects.waiting().values_list("pk", flat=True)}


@pytest.mark.parametrize("person", ["anonymous", "member", "editor"])
def test_the_queue_and_the_log_are_for_moderators(as_user, client, person: str) -> None:
    held(content="Parole retenue")
    browser = client
    if person != "anonymous":
        browser = as_user(UserFactory(**({} if person == "member" else {person: True})))
    for url in ("/communaute/moderation/", "/communaute/moderation/journal/"):
        response = browser.get(url)
        assert response.status_code == (302 if person == "anonymous" else 403)
        assert "Parole retenue" not in response.content.decode()


def test_what_is_approved_is_seen_by_all_and_the_decision_is_kept(moderator, client) -> None:
    post = held(content="Enfin visible")
    assert moderator.post(f"/communaute/messages/{post.pk}/approuver/").status_code == 302
    assert "Enfin visible" in client.get(post.topic.get_absolute_url()).content.decode()
    decision = Decision.objects.get()
    assert (decision.action, decision.post, decision.topic) == ("approved", post, post.topic)
    moderator.post(f"/communaute/messages/{post.pk}/approuver/")
    assert Decision.objects.count() == 1


def test_a_topic_appears_with_its_first_message(moderator, client) -> None:
    topic = TopicFactory(approved=False)
    assert client.get(topic.get_absolute_url()).status_code == 404
    moderator.post(f"/communaute/messages/{topic.first_post_id}/approuver/")
    assert client.get(topic.get_absolute_url()).status_code == 200


def test_a_refusal_tells_the_author_why_and_leaves_the_queue(
    moderator, as_user, read, django_capture_on_commit_callbacks
) -> None:
    post = held()
    url = f"/communaute/messages/{post.pk}/refuser/"
    assert "Donnez le motif" in moderator.post(url, {"reason": " "}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        moderator.post(url, {"reason": "Citez votre source."})
    assert not Post.objects.waiting().exists()
    page = read(post.topic.get_absolute_url(), as_user(post.poster))
    assert "Citez votre source." in page.text
    [message] = mail.outbox
    assert message.to == [post.poster.email]
    assert "Citez votre source." in message.body
    assert f"/communaute/messages/{post.pk}/modifier/" in message.body
    assert Decision.objects.get().reason == "Citez votre source."


def test_a_report_waits_until_somebody_decides(as_user, moderator, read) -> None:
    post = PostFactory(topic=TopicFactory(), content="Achetez nos capteurs")
    member = UserFactory()
    url = f"/communaute/messages/{post.pk}/signaler/"
    as_user(member).post(url, {"reason": "C’est une publicité."})
    as_user(member).post(url, {"reason": "Une publicité, vraiment."})
    assert Report.objects.get().reason == "Une publicité, vraiment."
    page = read("/communaute/moderation/", moderator)
    assert "Une publicité, vraiment." in page.text
    assert member.display_name not in page.text
    moderator.post(f"/communaute/messages/{post.pk}/conserver/", {"reason": "Un retour d’usage."})
    assert "Une publicité" not in read("/communaute/moderation/", moderator).text
    assert Decision.objects.get().action == "kept"
    as_user(member).post(url, {"reason": "Encore"})
    assert Report.objects.filter(decided_at=None).count() == 1


def test_what_a_moderator_deletes_is_gone_and_its_author_told(
    moderator, client, django_capture_on_commit_callbacks
) -> None:
    topic = TopicFactory()
    post = PostFactory(topic=topic, content="Publicité")
    file = AttachmentFactory(post=post).file
    url = f"/communaute/messages/{post.pk}/supprimer/"
    assert moderator.post(url).status_code == 200  # a reason is needed
    assert file.storage.exists(file.name)
    with django_capture_on_commit_callbacks(execute=True):
        moderator.post(url, {"reason": "Les offres ont leur place ailleurs."})
    assert not Post.objects.filter(pk=post.pk).exists()
    assert not file.storage.exists(file.name)
    assert "Les offres ont leur place ailleurs." in mail.outbox[0].body
    decision = Decision.objects.get()
    assert (decision.action, decision.topic, decision.post) == ("deleted", topic, None)
    topic.refresh_from_db()
    assert topic.posts_count == 1


def test_an_author_deletes_an_answer_and_a_question_that_nobody_answered(as_user) -> None:
    topic = TopicFactory()
    author = as_user(topic.poster)
    other = PostFactory(topic=topic)
    url = f"/communaute/messages/{topic.first_post_id}/supprimer/"
    assert author.post(url).status_code == 403
    as_user(other.poster).post(f"/communaute/messages/{other.pk}/supprimer/")
    assert not Post.objects.filter(pk=other.pk).exists()
    assert author.post(url).url == topic.forum.get_absolute_url()
    assert not Topic.objects.filter(pk=topic.pk).exists()
    assert not Decision.objects.exists()


def test_a_held_answer_keeps_its_question(as_user) -> None:
    topic = TopicFactory()
    PostFactory(topic=topic, approved=False)
    url = f"/communaute/messages/{topic.first_post_id}/supprimer/"
    assert as_user(topic.poster).post(url).status_code == 403


def test_a_topic_is_closed_and_opened_again(moderator) -> None:
    topic = TopicFactory()
    for sent, status in (({"closed": "1"}, Topic.TOPIC_LOCKED), ({}, Topic.TOPIC_UNLOCKED)):
        moderator.post(f"/communaute/sujets/{topic.pk}/fermer/", sent)
        topic.refresh_from_db()
        assert topic.status == status


def test_a_topic_is_pinned_above_the_others(moderator, read) -> None:
    first = TopicFactory(subject="Le plus ancien")
    TopicFactory(forum=first.forum, subject="Le plus récent")
    moderator.post(f"/communaute/sujets/{first.pk}/epingler/", {"pinned": "1"})
    text = read(first.forum.get_absolute_url()).text
    assert text.index("Le plus ancien") < text.index("Le plus récent")
    moderator.post(f"/communaute/sujets/{first.pk}/epingler/")
    text = read(first.forum.get_absolute_url()).text
    assert text.index("Le plus récent") < text.index("Le plus ancien")


def test_a_topic_is_moved_and_its_old_address_leads_there(moderator, client) -> None:
    topic, other = TopicFactory(), CategoryFactory(name="Mobilité")
    old, left = topic.get_absolute_url(), topic.forum
    moderator.post(f"/communaute/sujets/{topic.pk}/deplacer/", {"category": other.pk})
    topic.refresh_from_db()
    assert topic.forum == other
    assert client.get(old).url == topic.get_absolute_url()
    for category, number in ((left, 0), (other, 1)):
        category.refresh_from_db()
        assert category.direct_topics_count == number


@pytest.mark.parametrize("what", ["fermer", "epingler", "deplacer"])
def test_members_do_none_of_it(as_user, what: str) -> None:
    topic = TopicFactory()
    assert as_user(topic.poster).post(f"/communaute/sujets/{topic.pk}/{what}/").status_code == 403


@pytest.mark.parametrize("what", ["approuver", "refuser", "conserver"])
def test_members_judge_no_message_not_even_their_own(as_user, what: str) -> None:
    post = held()
    url = f"/communaute/messages/{post.pk}/{what}/"
    assert as_user(post.poster).post(url, {"reason": "x"}).status_code == 403
    assert as_user(UserFactory()).post(url, {"reason": "x"}).status_code == 404
    post.refresh_from_db()
    assert (post.approved, post.refusal) == (False, "")


def test_a_decision_is_written_once() -> None:
    decision = Decision.objects.create(action="closed")
    decision.reason = "Autre"
    with pytest.raises(TypeError):
        decision.save()
    with pytest.raises(TypeError):
        decision.delete()


def test_rules_hold_whoever_calls_them() -> None:
    post, member = held(), access(UserFactory())
    with pytest.raises(PermissionDenied):
        moderation.approve(access=member, post=post)
    with pytest.raises(PermissionDenied):
        moderation.delete(access=member, post=post)
    with pytest.raises(PermissionDenied):
        moderation.close(access=member, topic=post.topic, closed=True)
    with pytest.raises(ValueError, match="reason"):
        moderation.refuse(access=access(UserFactory(moderator=True)), post=post, reason=" ")


def test_the_log_tells_what_was_decided(moderator, read) -> None:
    topic = TopicFactory()
    moderator.post(f"/communaute/sujets/{topic.pk}/fermer/", {"closed": "1"})
    page = read("/communaute/moderation/journal/", moderator)
    assert "Sujet fermé" in page.text
    assert page.find("a", href=topic.get_absolute_url())


def test_the_queue_costs_as_many_queries_for_twenty_messages_as_for_one(
    moderator, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    held()
    moderator.get("/communaute/moderation/")
    with CaptureQueriesContext(connection) as one:
        moderator.get("/communaute/moderation/")
    for _ in range(19):
        AttachmentFactory(post=held())
    with django_assert_num_queries(len(one)):
        moderator.get("/communaute/moderation/")


def test_who_waits_to_be_confirmed_stands_with_what_else_waits(as_user, read) -> None:
    waits = MembershipFactory(waiting=True, function="Secrétaire de mairie")
    MembershipFactory()
    moderator = as_user(UserFactory(moderator=True))
    page = read("/communaute/moderation/", moderator)
    assert "Secrétaire de mairie" in page.text
    assert page.find("a", href=f"/compte/structures/demandes/{waits.pk}/")
    assert "Rien n’attend" not in page.text
    MembershipFactory.create_batch(10, waiting=True)
    page = read("/communaute/moderation/", moderator)
    assert len(page.select("a[href*='/structures/demandes/']")) == 10
    assert page.find("a", string="Voir les 11 demandes")


def test_who_moderates_messages_alone_confirms_nobody(as_user, read) -> None:
    member, category = UserFactory(), CategoryFactory()
    assign_perm("can_approve_posts", member, category)
    MembershipFactory(waiting=True)
    page = read("/communaute/moderation/", as_user(member))
    assert not page.select("a[href*='/structures/demandes/']")
    assert "Rien n’attend" in page.text

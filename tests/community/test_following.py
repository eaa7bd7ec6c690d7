"""Who is told of what by e-mail, when, and never twice."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from machina.apps.forum_permission.shortcuts import ALL_AUTHENTICATED_USERS, assign_perm

from community import moderation, writing
from community.following import follow
from community.models import Mailing, Notice, Rhythm
from community.news_mail import leaving_token
from community.permissions import access
from community.telling import send_notices
from members.mail_server import MailServerAwayError
from tests.factories.community import (
    CategoryFactory,
    TopicFactory,
    known_member,
)
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)  # nine o'clock in Paris


def followed_topic(**fields):
    asker = UserFactory()
    topic = TopicFactory(poster=asker, **fields)
    follow(access=access(asker), what=topic)
    return topic, asker


def answer(topic, text: str = "Un essai de trois mois.", by=None):
    return writing.reply(access=access(by or known_member()), topic=topic, text=text)


def test_whoever_asks_is_told_of_the_answer_and_who_answers_is_not() -> None:
    topic, asker = followed_topic()
    answer(topic)
    assert send_notices(now=MORNING).sent == 1
    [message] = mail.outbox
    assert message.to == [asker.email]
    assert topic.subject[:40] in message.subject
    assert "Un essai de trois mois." in message.body
    assert f"/communaute/messages/{topic.posts.latest().pk}/" in message.body


def test_nobody_is_told_twice() -> None:
    topic, _asker = followed_topic()
    answer(topic)
    send_notices(now=MORNING)
    assert send_notices(now=MORNING + timedelta(minutes=5)).sent == 0
    assert len(mail.outbox) == 1


def test_a_message_that_is_held_tells_when_it_is_approved_and_then_once() -> None:
    topic, _asker = followed_topic()
    post = answer(topic, by=UserFactory())
    assert not post.approved
    send_notices(now=MORNING)
    assert mail.outbox == []
    moderation.approve(access=access(UserFactory(moderator=True)), post=post)
    send_notices(now=MORNING)
    assert len(mail.outbox) == 1


def test_what_is_hidden_before_the_run_is_not_told() -> None:
    topic, asker = followed_topic()
    post = answer(topic)
    type(post).objects.filter(pk=post.pk).update(approved=False)
    other = TopicFactory()
    follow(access=access(asker), what=other)
    answer(other, "Message effacé").delete()
    assert send_notices(now=MORNING).sent == 0


def test_what_a_member_may_no_longer_read_is_not_told() -> None:
    topic, _asker = followed_topic()
    answer(topic)
    for codename in ("can_see_forum", "can_read_forum"):
        assign_perm(codename, ALL_AUTHENTICATED_USERS, topic.forum, has_perm=False)
    assert send_notices(now=MORNING).sent == 0
    assert mail.outbox == []


def test_reading_the_topic_cancels_what_waits(as_user) -> None:
    topic, asker = followed_topic()
    answer(topic)
    as_user(asker).get(topic.get_absolute_url())
    assert send_notices(now=MORNING).sent == 0


def test_who_follows_a_category_is_told_of_new_topics_and_not_of_answers() -> None:
    category, follower = CategoryFactory(), UserFactory()
    follow(access=access(follower), what=category)
    topic = writing.start_topic(
        access=access(known_member()),
        category=category,
        kind="question",
        subject="Qui ?",
        text="Quoi ?",
    )
    answer(topic)
    send_notices(now=MORNING)
    [message] = mail.outbox
    assert (message.to, "Quoi ?" in message.body) == ([follower.email], True)
    assert "Un essai de trois mois." not in message.body


def test_one_message_a_member_with_every_topic() -> None:
    first, asker = followed_topic(subject="Premier sujet")
    second = TopicFactory(subject="Second sujet")
    follow(access=access(asker), what=second)
    for topic in (first, second):
        answer(topic)
    send_notices(now=MORNING)
    [message] = mail.outbox
    assert message.subject == "2 nouveaux messages"
    assert {"Premier sujet", "Second sujet"} <= {*message.body.splitlines()}
    assert "Premier sujet" in message.alternatives[0].content


@pytest.mark.parametrize(
    ("rhythm", "after", "expected"),
    [
        (Rhythm.NOW, timedelta(minutes=5), 2),
        (Rhythm.DAILY, timedelta(hours=5), 1),
        (Rhythm.DAILY, timedelta(hours=23), 2),
        (Rhythm.WEEKLY, timedelta(days=6), 1),
        (Rhythm.WEEKLY, timedelta(days=7), 2),
        (Rhythm.NEVER, timedelta(days=30), 0),
    ],
)
def test_members_choose_how_often_they_are_told(rhythm, after: timedelta, expected: int) -> None:
    topic, asker = followed_topic()
    Mailing.objects.create(member=asker, followed=rhythm)
    answer(topic)
    send_notices(now=MORNING)
    answer(topic, "Encore une réponse.")
    send_notices(now=MORNING + after)
    assert len(mail.outbox) == expected


@pytest.mark.parametrize("hour", ["19:00", "23:30", "05:59"])
def test_nobody_is_told_at_night(hour: str) -> None:
    topic, _asker = followed_topic()
    answer(topic)
    at_night = datetime.fromisoformat(f"2026-11-25T{hour}:00+00:00")
    assert send_notices(now=at_night).sent == 0
    assert send_notices(now=MORNING + timedelta(days=1)).sent == 1


def test_an_account_that_is_closed_is_not_told() -> None:
    topic, asker = followed_topic()
    answer(topic)
    asker.is_active = False
    asker.save()
    assert send_notices(now=MORNING).sent == 0


def test_a_mail_server_that_is_away_loses_nothing(monkeypatch) -> None:
    topic, _asker = followed_topic()
    answer(topic)
    with monkeypatch.context() as patch:
        patch.setattr("members.mail_server.get_connection", Away)
        with pytest.raises(MailServerAwayError):
            send_notices(now=MORNING)
        patch.setattr("community.telling.is_quiet", lambda now: False)
        with pytest.raises(CommandError, match="Nothing is lost"):
            call_command("send_notices", verbosity=0)
    assert send_notices(now=MORNING).sent == 1


class Away:
    def open(self) -> None:
        raise ConnectionRefusedError("No server.")


def test_a_message_that_may_have_left_is_not_sent_again(monkeypatch) -> None:
    topic, _asker = followed_topic()
    answer(topic)

    def fall_silent(self, fail_silently: bool = False) -> None:
        raise SMTPServerDisconnected

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", fall_silent)
        assert send_notices(now=MORNING).uncertain == 1
    assert send_notices(now=MORNING + timedelta(minutes=5)).sent == 0
    assert send_notices(now=MORNING + timedelta(hours=2)).sent == 0
    assert Notice.objects.get().sent_at


def test_an_address_that_is_refused_does_not_hold_back_the_others(monkeypatch) -> None:
    topic, asker = followed_topic()
    other = UserFactory()
    follow(access=access(other), what=topic)
    answer(topic)
    send = EmailMultiAlternatives.send

    def refuse_one(self, fail_silently: bool = False) -> int:
        if self.to == [asker.email]:
            raise OSError("550")
        return send(self)

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", refuse_one)
        report = send_notices(now=MORNING)
    assert (report.sent, report.failed) == (1, 1)
    assert send_notices(now=MORNING).sent == 1
    assert sorted(message.to[0] for message in mail.outbox) == sorted([asker.email, other.email])


def test_a_run_that_is_stopped_ends_after_the_current_member() -> None:
    topic, _asker = followed_topic()
    follow(access=access(UserFactory()), what=topic)
    answer(topic)
    report = send_notices(now=MORNING, stopped=lambda: len(mail.outbox) == 1)
    assert report.sent == 1
    assert send_notices(now=MORNING).sent == 1


def test_one_click_ends_the_messages_without_signing_in() -> None:
    topic, asker = followed_topic()
    answer(topic)
    send_notices(now=MORNING)
    [message] = mail.outbox
    header = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = header.partition("//")[2].partition("/")[2]
    client = Client(enforce_csrf_checks=True)
    assert client.get(f"/{path}").status_code == 200
    assert not Mailing.objects.exists()
    assert client.post(f"/{path}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    chosen = asker.mailing
    assert {chosen.followed, chosen.routed, chosen.mentioned} == {Rhythm.NEVER}
    answer(topic, "Encore")
    assert send_notices(now=MORNING).sent == 0


@pytest.mark.parametrize("token", ["x", "1:x:y", "Mg:1tG2hA:AAAA"])
def test_a_token_that_is_not_ours_ends_nothing(client, token: str) -> None:
    UserFactory()
    assert client.post(f"/communaute/courriels/arreter/{token}/").status_code == 404
    assert not Mailing.objects.exists()


def test_a_token_of_a_member_who_is_gone_leads_nowhere(client) -> None:
    member = UserFactory()
    token = leaving_token(member)
    member.delete()
    assert client.get(f"/communaute/courriels/arreter/{token}/").status_code == 404


def test_asking_follows_unless_the_box_is_cleared(as_user) -> None:
    category, member = CategoryFactory(), UserFactory()
    sent = {"kind": "question", "category": category.pk, "subject": "Qui ?", "text": "Quoi ?"}
    client = as_user(member)
    client.post("/communaute/ecrire/", sent | {"follow": "on"})
    client.post("/communaute/ecrire/", sent | {"subject": "Autre"})
    assert [topic.subject for topic in member.topic_subscriptions.all()] == ["Qui ?"]


def test_a_member_sees_and_changes_what_they_follow(as_user, read) -> None:
    member, topic = UserFactory(), TopicFactory()
    client = as_user(member)
    for url in (
        f"/communaute/sujets/{topic.pk}/suivre/",
        f"/communaute/categories/{topic.forum_id}/suivre/",
    ):
        client.post(url, {"follow": "1"})
    page = read("/communaute/courriels/", client)
    assert page.find("a", href=topic.get_absolute_url())
    assert page.find("a", href=topic.forum.get_absolute_url())
    client.post(f"/communaute/sujets/{topic.pk}/suivre/", {"back": "mails"})
    main = read("/communaute/courriels/", client).find("main")
    assert main.find("a", href=topic.get_absolute_url()) is None
    chosen = {"followed": "weekly", "routed": "never", "mentioned": "now"}
    client.post("/communaute/courriels/", chosen)
    assert member.mailing.followed == Rhythm.WEEKLY
    assert member.mailing.routed == Rhythm.NEVER
    page = client.post("/communaute/courriels/", {"followed": "hourly"}).content.decode()
    assert "field--bad" in page


def test_nobody_follows_what_they_may_not_read(as_user) -> None:
    client = as_user(UserFactory())
    private, held = CategoryFactory(private=True), TopicFactory(approved=False)
    for url in (
        f"/communaute/categories/{private.pk}/suivre/",
        f"/communaute/sujets/{held.pk}/suivre/",
    ):
        assert client.post(url, {"follow": "1"}).status_code == 404


def test_a_subject_stays_on_one_line(as_user) -> None:
    follower, category = UserFactory(), CategoryFactory()
    follow(access=access(follower), what=category)
    as_user(known_member()).post(
        "/communaute/ecrire/",
        {
            "kind": "question",
            "category": category.pk,
            "subject": "Qui ?\r\nBcc: tous@example.org",
            "text": "Quoi ?",
        },
    )
    send_notices(now=MORNING)
    assert "\n" not in mail.outbox[0].subject


def test_a_run_costs_as_much_for_many_posts_as_for_one(django_assert_num_queries) -> None:
    topic, _asker = followed_topic()
    answer(topic)
    send_notices(now=MORNING)
    answer(topic)
    with CaptureQueriesContext(connection) as one:
        send_notices(now=MORNING)
    for number in range(12):
        answer(topic, f"Réponse numéro {number}")
    with django_assert_num_queries(len(one)):
        send_notices(now=MORNING)
    assert "Et 2 autres" in mail.outbox[2].body

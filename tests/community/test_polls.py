"""Polls are written with a topic, judged and shown as its message is, fixed by the first vote."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from machina.apps.forum_permission.shortcuts import ALL_AUTHENTICATED_USERS, assign_perm

from community import moderation, rearranging, writing
from community.following import follow
from community.forum_conversation.forum_polls.models import TopicPoll, TopicPollVote
from community.forum_conversation.models import Topic
from community.models import BlockedDomain, Decision
from community.permissions import access
from community.polls import asking
from community.polls.asking import Draft
from community.telling import send_notices
from search.models import Document
from search.rebuilding import rebuild
from tests.community.hostile import HOSTILE
from tests.factories.community import (
    CategoryFactory,
    PollFactory,
    PostFactory,
    TopicFactory,
    known_member,
    voted,
)
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

SUBJECT = "L’extinction, commune par commune"
TOPIC = {"kind": "discussion", "subject": SUBJECT, "text": "Notre conseil compare les durées."}
POLL = {
    "poll-question": "Quelle durée  d’extinction avez-vous choisie ?",
    "poll-options": "Moins de 5 heures\n\n  5 ou 6   heures \r\nToute la nuit\n",
    "poll-most": "1",
    "poll-days": "30",
    "poll-changes": "on",
}


@pytest.fixture
def member(as_user) -> Client:
    return as_user(known_member())


def ask(client: Client, **changes):
    return client.post("/communaute/ecrire/", TOPIC | {"category": CategoryFactory().pk} | changes)


def asked(poll: TopicPoll) -> list[str]:
    return [poll.question, *(option.text for option in poll.options.all())]


def test_a_poll_is_added_to_a_new_topic(member: Client, read) -> None:
    response = ask(member, **POLL)
    poll = TopicPoll.objects.get(topic__subject=SUBJECT)
    assert response.url == poll.topic.get_absolute_url()
    assert asked(poll) == [
        "Quelle durée d’extinction avez-vous choisie ?",
        "Moins de 5 heures",
        "5 ou 6 heures",
        "Toute la nuit",
    ]
    assert (poll.max_options, poll.duration, poll.user_changes) == (1, 30, True)
    section = " ".join(read(response.url).select_one("#sondage").text.split())
    assert "Toute la nuit : 0 vote" in section
    assert "Ouvert jusqu’au" in section


@pytest.mark.parametrize("sent", [{}, {"poll-most": "1", "poll-changes": "on"}])
def test_a_topic_needs_no_poll(member: Client, sent: dict[str, str]) -> None:
    assert ask(member, **sent).status_code == 302
    assert not TopicPoll.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"poll-question": ""}, "Dites ce que demande votre sondage"),
        ({"poll-options": ""}, "Écrivez les réponses, une par ligne"),
        ({"poll-options": "Une seule"}, "de 2 à 10 réponses"),
        ({"poll-options": "\n".join(map(str, range(11)))}, "de 2 à 10 réponses"),
        ({"poll-options": f"{'a' * 81}\nb"}, "80 caractères"),
        ({"poll-options": "Oui\n oui \nNon"}, "Deux réponses sont identiques"),
        ({"poll-most": "4"}, "plus de réponses qu’il n’y en a"),
        ({"poll-most": "beaucoup"}, "nombre"),
        ({"poll-days": "0"}, "supérieure ou égale à 1"),
        ({"poll-days": "366"}, "365"),
        ({"poll-question": "a" * 151}, "150"),
    ],
)
def test_what_is_wrong_with_a_poll_is_said_and_nothing_is_lost(
    member: Client, changes: dict[str, str], said: str
) -> None:
    response = ask(member, **(POLL | changes))
    page = response.content.decode()
    assert said in page
    assert "Notre conseil compare" in page
    kept = BeautifulSoup(page, "html.parser").find("textarea", {"name": "poll-options"}).text
    assert kept.split() == (POLL | changes)["poll-options"].split()
    name = next(iter(changes))
    assert re.search(rf'<a href="#id_{name}">', page), "the summary leads to the field"
    assert '<details class="fold add" open>' in page
    assert not Topic.objects.filter(subject=SUBJECT).exists()


def test_the_preview_shows_the_poll_and_writes_nothing(member: Client) -> None:
    hostile = POLL | {"poll-options": "<img src=x onerror=alert(1)>\nNon"}
    page = ask(member, **hostile, preview="1").content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<img src=x" not in page
    assert "Quelle durée" in page.partition('id="apercu-texte"')[2].partition("</section>")[0]
    assert not TopicPoll.objects.exists()


def test_hostile_texts_are_shown_as_they_were_typed(read) -> None:
    for start in range(0, len(HOSTILE), 60):
        texts = [" ".join(one.split())[:250] for one in HOSTILE[start : start + 60]]
        poll = PollFactory(options=texts, question=texts[0][:255])
        page = read(poll.topic.get_absolute_url())
        labels = [label.text for label in page.select("#sondage .meter label")]
        typed = [label.rpartition("\u00a0:")[0].replace("\u00a0", " ") for label in labels]
        assert typed == [text.replace("\u00a0", " ") for text in texts]
        found = page.select("#sondage :is(script, img, iframe, style, object, form, a)")
        assert [one.name for one in found] == ["a"], "the way to sign in"


def test_who_may_add_no_poll_has_no_fields_and_writes_none(member: Client, read) -> None:
    category = CategoryFactory()
    assign_perm("can_create_polls", ALL_AUTHENTICATED_USERS, category, has_perm=False)
    page = read("/communaute/ecrire/", member)
    assert page.find("textarea", {"name": "poll-options"}) is None
    member.post("/communaute/ecrire/", TOPIC | POLL | {"category": category.pk})
    assert not TopicPoll.objects.exists()
    author = UserFactory()
    with pytest.raises(PermissionDenied):
        writing.start_topic(
            access=access(author),
            category=category,
            kind="discussion",
            subject=SUBJECT,
            text="Texte",
            poll=Draft("Oui ou non ?", ("Oui", "Non")),
        )


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("`https://casino.example/offre`\nNon", "blocked"),
        ("~~~\nhttps://casino.example", "blocked"),
        ("Oui <a href='x'>ici</a>\nNon", "tags"),
        ("\n".join(f"https://mairie.example/{number}" for number in range(6)), "links"),
    ],
)
def test_the_texts_of_a_poll_are_judged_as_the_message_is(
    member: Client, options: str, reason: str
) -> None:
    BlockedDomain.objects.create(domain="casino.example")
    ask(member, **(POLL | {"poll-options": options}))
    topic = Topic.objects.get(subject=SUBJECT)
    assert (topic.approved, topic.first_post.held_for) == (False, [reason])


def test_moderators_see_the_poll_that_they_publish(as_user, client: Client) -> None:
    ask(as_user(UserFactory()), **POLL)
    moderator = UserFactory(moderator=True)
    queue = as_user(moderator).get("/communaute/moderation/").content.decode()
    assert "Toute la nuit" in queue
    topic = Topic.objects.get(subject=SUBJECT)
    assert client.get(topic.get_absolute_url()).status_code == 404
    TopicPoll.objects.update(created=timezone.now() - timedelta(days=40))
    moderation.approve(access=access(moderator), post=topic.first_post)
    assert TopicPoll.objects.get().is_open, "its days begin when everybody may vote"
    assert "Toute la nuit" in client.get(topic.get_absolute_url()).content.decode()


def test_the_queue_asks_as_much_for_any_number_of_polls(
    as_user, django_assert_max_num_queries
) -> None:
    client = as_user(UserFactory(moderator=True))
    for _ in range(8):
        PollFactory(topic=TopicFactory(approved=False))
    with django_assert_max_num_queries(20):
        page = client.get("/communaute/moderation/").content.decode()
    assert page.count("Toute la nuit") == 8


def test_an_author_adds_and_changes_a_poll_until_somebody_votes(as_user, read) -> None:
    author = known_member()
    topic = TopicFactory(poster=author)
    client, url = as_user(author), f"/communaute/sujets/{topic.pk}/sondage/"
    assert read(topic.get_absolute_url(), client).find("a", href=url)
    assert client.post(url, POLL).url == f"{topic.get_absolute_url()}#sondage"
    assert "5 ou 6 heures" in read(url, client).find("textarea", {"name": "poll-options"}).text
    client.post(url, POLL | {"poll-options": "Oui\nNon", "poll-days": ""})
    poll = TopicPoll.objects.get(topic=topic)
    assert (asked(poll)[1:], poll.duration) == (["Oui", "Non"], None)
    voted(poll, "Oui")
    section = read(topic.get_absolute_url(), client).select_one("#sondage").text
    assert "le sondage ne se modifie plus" in section
    for response in (client.get(url), client.post(url, POLL)):
        assert response.url == f"{topic.get_absolute_url()}#sondage"
    assert asked(poll)[1:] == ["Oui", "Non"]
    assert "Un vote a déjà été donné" in client.get(topic.get_absolute_url()).content.decode()
    with pytest.raises(asking.VotedError):
        asking.put(topic=topic, draft=Draft("Autre ?", ("Oui", "Non")))


def test_a_poll_that_is_written_keeps_what_was_typed_where_something_is_wrong(as_user) -> None:
    author = known_member()
    topic = TopicFactory(poster=author)
    url = f"/communaute/sujets/{topic.pk}/sondage/"
    page = as_user(author).post(url, {"poll-question": "Combien ?", "poll-options": "Un"})
    assert "de 2 à 10 réponses" in page.content.decode()
    assert 'value="Combien ?"' in page.content.decode()
    assert "Écrivez les réponses" in as_user(author).post(url, {}).content.decode()
    preview = as_user(author).post(url, POLL | {"preview": "1"}).content.decode()
    assert 'class="preview"' in preview
    assert not TopicPoll.objects.exists()


def test_others_neither_add_nor_change_nor_close_and_moderators_do(as_user, read) -> None:
    poll = PollFactory()
    url = f"/communaute/sujets/{poll.topic_id}/sondage/"
    other = as_user(known_member())
    assert "Clore" not in read(poll.topic.get_absolute_url(), other).select_one("#sondage").text
    for address in (url, f"{url}clore/"):
        assert other.get(address).status_code == other.post(address, POLL).status_code == 403
        assert Client().get(address).url.startswith("/compte/connexion/")
    moderator = as_user(UserFactory(moderator=True))
    assert moderator.post(url, POLL).status_code == 302
    assert moderator.post(f"{url}clore/").status_code == 302
    assert set(Decision.objects.values_list("action", flat=True)) == {"poll_changed", "poll_closed"}


def test_the_author_of_a_closed_topic_leaves_its_poll_to_the_moderators(as_user) -> None:
    poll = PollFactory(topic=TopicFactory(status=Topic.TOPIC_LOCKED))
    client = as_user(poll.topic.poster)
    for way in ("", "clore/"):
        assert client.post(f"/communaute/sujets/{poll.topic_id}/sondage/{way}").status_code == 403


def test_a_change_of_the_poll_is_judged_and_so_is_its_message_with_it(as_user) -> None:
    BlockedDomain.objects.create(domain="casino.example")
    author = known_member()
    topic = TopicFactory(poster=author)
    bad = POLL | {"poll-options": "https://casino.example\nNon"}
    as_user(author).post(f"/communaute/sujets/{topic.pk}/sondage/", bad)
    topic.refresh_from_db()
    assert (topic.approved, topic.first_post.held_for) == (False, ["blocked"])
    writing.edit(access=access(author), post=topic.first_post, text="Un autre texte, sans lien.")
    topic.refresh_from_db()
    assert not topic.approved, "its poll is as it was"
    as_user(author).post(f"/communaute/sujets/{topic.pk}/sondage/", POLL)
    topic.refresh_from_db()
    assert topic.approved


def test_a_poll_is_closed_for_good_after_a_confirmation(as_user, read) -> None:
    poll = PollFactory()
    voted(poll, "Toute la nuit")
    client = as_user(poll.topic.poster)
    url = f"/communaute/sujets/{poll.topic_id}/sondage/clore/"
    assert "Clore le sondage" in read(url, client).text
    poll.refresh_from_db()
    assert poll.is_open
    assert client.post(url).url.endswith("#sondage")
    poll.refresh_from_db()
    first = poll.closed_at
    client.post(url)
    poll.refresh_from_db()
    assert (poll.is_open, poll.closed_at) == (False, first)
    section = read(poll.topic.get_absolute_url()).select_one("#sondage").text
    assert "Clos depuis" in section
    assert "Toute la nuit : 1 vote, 100 %" in " ".join(section.split())
    assert not Decision.objects.exists(), "of an author, no decision"


def test_a_page_of_a_topic_or_poll_that_is_none_is_not_found(as_user) -> None:
    client, topic = as_user(UserFactory(superuser=True)), TopicFactory()
    assert client.get(f"/communaute/sujets/{topic.pk}/sondage/voter/").status_code == 404
    assert client.post(f"/communaute/sujets/{topic.pk}/sondage/clore/").status_code == 404
    assert client.get("/communaute/sujets/999999/sondage/").status_code == 404


def test_a_poll_moves_with_the_topic_that_is_merged_into_another() -> None:
    older, poll = TopicFactory(), PollFactory()
    voted(poll, "Toute la nuit")
    moderator = access(UserFactory(moderator=True))
    kept = rearranging.merge(access=moderator, topic=older, other=poll.topic)
    assert (kept, TopicPoll.objects.get().topic) == (older, older)
    assert TopicPollVote.objects.count() == 1
    [document] = Document.objects.filter(topic__isnull=False)
    assert "Toute la nuit" in document.text.body


def test_two_topics_with_polls_are_not_merged_and_why_is_said(as_user) -> None:
    one, other = PollFactory(), PollFactory()
    page = as_user(UserFactory(moderator=True)).post(
        f"/communaute/sujets/{one.topic_id}/reunir/", {"other": other.topic.get_absolute_url()}
    )
    assert "Chacun des sujets a un sondage" in page.content.decode()
    assert TopicPoll.objects.count() == Topic.objects.count() == 2


def test_a_poll_stays_where_its_message_stays() -> None:
    poll = PollFactory()
    answer = PostFactory(topic=poll.topic)
    made = rearranging.split(
        access=access(UserFactory(moderator=True)), post=answer, subject="Autre", following=True
    )
    assert TopicPoll.objects.get().topic_id == poll.topic_id != made.pk
    Topic.objects.get(pk=poll.topic_id).delete()
    assert not TopicPoll.objects.exists()


def test_what_a_poll_asks_is_sought_with_its_topic(as_user) -> None:
    author = known_member()
    topic = TopicFactory(poster=author)
    client, url = as_user(author), f"/communaute/sujets/{topic.pk}/sondage/"

    def body() -> str:
        return Document.objects.get(topic=topic.pk).text.body

    assert client.post(url, POLL).status_code == 302
    assert "Toute la nuit" in body()
    client.post(url, POLL | {"poll-options": "Zéphyrine\nNon"})
    assert "Zéphyrine" in body()
    assert "Toute la nuit" not in body()
    before = Document.objects.get(topic=topic.pk).digest
    rebuild()
    assert Document.objects.get(topic=topic.pk).digest == before


def test_the_mail_of_a_new_topic_tells_of_its_poll(member: Client) -> None:
    category, follower = CategoryFactory(), UserFactory()
    follow(access=access(follower), what=category)
    member.post("/communaute/ecrire/", TOPIC | POLL | {"category": category.pk})
    PostFactory(topic=Topic.objects.get(subject=SUBJECT))
    send_notices(now=datetime(2026, 11, 25, 9, tzinfo=UTC) + timedelta(days=30))
    [message] = mail.outbox
    for text in (message.body, message.alternatives[0][0]):
        assert text.count("Quelle durée d’extinction avez-vous choisie") == 1
        assert "Sondage" in text

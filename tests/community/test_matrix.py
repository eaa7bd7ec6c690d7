"""Eight roles × every address of the community × what is hidden: nothing comes out or changes.

What is hidden says WORDS; the addresses are read from the URLs themselves, so that a new one is
tried too. The other channels (search, suggestions, feeds, sitemap, mail) are asked at the end.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from community import urls
from community.following import follow
from community.forum_conversation.models import Post, Topic
from community.models import Appeal, Citation, Decision, Notice, Report
from community.permissions import access
from community.sitemaps import SITEMAPS
from community.telling import send_notices
from members.models import User
from tests.factories.community import (
    AttachmentFactory,
    CategoryFactory,
    PollFactory,
    PostFactory,
    TopicFactory,
)
from tests.factories.experiences import SheetFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db

WORDS = "Xylophonie"
ROLES = [
    "anonymous",
    "member",
    "author",
    "follower",
    "editor",
    "moderator",
    "administrator",
    "superuser",
]
STATES = ["held topic", "held answer", "refused", "private", "deleted"]
SEEN_BY = {"author", "moderator", "administrator", "superuser"}
ALLOWED = {
    "held topic": SEEN_BY,
    "held answer": SEEN_BY,
    "refused": SEEN_BY,
    "private": {"superuser"},
    "deleted": set(),
}
# What any button or form of the community sends.
SENT = {
    "text": "Autre texte",
    "subject": "Autre sujet",
    "kind": "question",
    "reason": "Motif",
    "followed": "daily",
    "routed": "daily",
    "mentioned": "daily",
    "follow": "1",
    "closed": "1",
    "answer": "grant",
    "what": "following",
    "other": "/communaute/theme/mots-1/",
    "pinned": "1",
    "poll-question": "Autre question ?",
    "poll-options": "Oui\nNon",
}


@dataclass
class Hidden:
    """A topic with an answer and a file, and those who have to do with it."""

    topic: Topic
    post: Post  # the answer, or the opening where the topic itself is held
    file: int
    author: User
    follower: User
    sheet_url: str  # of a sheet that the answer leads to
    organisation: int  # whom its author belongs to
    decision: int  # against its author, who appealed
    appeal: int
    option: int  # of the poll of the topic

    def addresses(self) -> Iterator[str]:
        """Every address of the community, about what is hidden where it is about something."""
        subjects = {
            "member": self.author.pk,
            "report-member": self.author.pk,
            "keep-member": self.author.pk,
            "clear-member": self.author.pk,
            "appeal": self.decision,
            "decide-appeal": self.appeal,
            "organisation": self.organisation,
            "attachment": self.file,
            "category": self.topic.forum_id,
            "category-feed": self.topic.forum_id,
            "follow-category": self.topic.forum_id,
        }
        topics = {"answer", "close", "pin", "move", "merge", "follow-topic", "not-me", "topic"}
        topics |= {"poll", "vote", "close-poll"}
        for pattern in urls.urlpatterns:
            name = pattern.name
            key = subjects.get(name, self.topic.pk if name in topics else self.post.pk)
            values = {
                "pk": key,
                "words": self.topic.forum.address_slug if "category" in name else "mots",
                "category": "theme",
                "token": "x",
            }
            names = pattern.pattern.converters
            yield reverse(f"community:{name}", kwargs={one: values[one] for one in names})


@pytest.fixture
def hide() -> Callable[[str], Hidden]:
    def build(state: str) -> Hidden:
        author, follower = UserFactory(), UserFactory()
        topic = TopicFactory(
            forum=CategoryFactory(private=state == "private"),
            poster=author,
            subject=f"{WORDS} du sujet" if state != "held answer" else "Un sujet",
            content=f"{WORDS} de l’ouverture" if state != "held answer" else "Une ouverture",
            approved=state not in ("held topic", "refused"),
        )
        answer = PostFactory(
            topic=topic,
            poster=author,
            approved=state not in ("held answer", "held topic", "refused"),
            content=f"{WORDS} de la réponse",
        )
        if state == "refused":
            Post.objects.filter(topic=topic).update(refusal=f"{WORDS} du refus")
        asked = "Combien" if state == "held answer" else WORDS
        poll = PollFactory(
            topic=topic, question=f"{asked} du sondage ?", options=[f"{asked} du choix", "Non"]
        )
        file = AttachmentFactory(post=answer)
        sheet = SheetFactory()
        Citation.objects.create(post=answer, page=sheet)
        # Why something was deleted is for whoever moderates, who has no longer what it was about.
        told = "Propos" if state == "deleted" else WORDS
        decision = Decision.objects.create(
            action="refused", author=author, topic=topic, reason=f"{told} du motif"
        )
        appeal = Appeal.objects.create(decision=decision, member=author, text=f"{told} du recours")
        topic.subscribers.add(author, follower)
        topic.forum.followers.add(follower)
        topic.refresh_from_db()
        opens = state in ("held topic", "refused")
        hidden = Hidden(
            topic,
            topic.first_post if opens else answer,
            file.pk,
            author,
            follower,
            sheet.url,
            MembershipFactory(member=author).organisation_id,
            decision.pk,
            appeal.pk,
            poll.options.first().pk,
        )
        if state == "deleted":
            pks = (topic.pk, answer.pk)
            topic.delete()
            topic.pk, answer.pk = pks
        return hidden

    return build


def enter(role: str, hidden: Hidden) -> Client:
    client = Client(raise_request_exception=True)
    people = {"author": hidden.author, "follower": hidden.follower}
    if role != "anonymous":
        traits = {} if role == "member" else {role: True}
        client.force_login(people.get(role) or UserFactory(**traits))
    return client


def said(response) -> str:
    """All that an answer says: where it leads, its headers, its body."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.headers} {body.decode(errors='replace')}"


TABLES = ("forum_conversation_", "forum_attachments_", "forum_polls_", "community_")


def contents() -> dict[str, list[tuple]]:
    """Every row that is about messages."""
    tables = [one for one in connection.introspection.table_names() if one.startswith(TABLES)]
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608
            found[table] = cursor.fetchall()
    return found


# Whoever is signed in chooses how often to be told.
OWN = {"community_mailing", "community_followedterritory"}
# An appeal about what is gone is answered by whoever moderates anything.
ANSWERED = {"community_decision", "community_appeal"}
# A topic of which one answer is held may be answered and followed, its poll voted in, and whoever
# opened it reported.
OF_THE_TOPIC = {
    *OWN,
    "forum_conversation_topic",
    "forum_conversation_topic_subscribers",
    "forum_conversation_post",
    "forum_polls_topicpollvote",
    "community_notice",
    "community_report",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_what_is_hidden_comes_out_nowhere_and_nobody_changes_it(
    hide, role: str, state: str
) -> None:
    hidden = hide(state)
    client = enter(role, hidden)
    if role in ALLOWED[state]:
        page = client.get(hidden.topic.get_absolute_url())
        assert page.status_code == 200
        assert WORDS in said(page)
        return
    before, post = contents(), row(hidden.post)
    for address in hidden.addresses():
        for language in ("", "/en"):
            assert WORDS not in said(client.get(f"{language}{address}", follow=True)), address
        sent = SENT | {"options": hidden.option}
        assert WORDS not in said(client.post(address, sent)), address
    after = contents()
    changed = {table for table in before if before[table] != after[table]}
    answers = state == "deleted" and role in SEEN_BY - {"author"}
    assert changed <= (OF_THE_TOPIC if state == "held answer" else OWN) | (
        ANSWERED if answers else set()
    )
    assert row(hidden.post) == post
    assert not Report.objects.exclude(post=None).exists()


def row(post: Post) -> dict | None:
    """What the database holds of a post."""
    return Post.objects.filter(pk=post.pk).values().first()


@pytest.mark.parametrize("state", STATES)
def test_no_other_channel_tells_what_is_hidden(hide, state: str) -> None:
    hidden = hide(state)
    Notice.objects.create(member=hidden.follower, post=hidden.post) if state != "deleted" else None
    client = Client()
    for address in (
        "/",
        f"/recherche/?q={quote(WORDS)}",
        f"/recherche.json?q={quote(WORDS)}",
        f"/recherche.csv?q={quote(WORDS)}",
        f"/recherche/suggestions.json?q={quote(WORDS[:5])}",
        f"/recherche/deja-repondu/?titre={quote(WORDS)}",
        "/territoires/seyssins-38486/",  # of the author
        f"/territoires/?territoire_nom={quote(WORDS)}",
        *(f"/sitemap-communaute-{section}.xml" for section in SITEMAPS),
        hidden.sheet_url,
    ):
        text = said(client.get(address)).replace(quote(WORDS), "")
        shown = text.replace(f'value="{WORDS}"', "")
        assert f"{WORDS} d" not in shown, address
        assert f"{WORDS.lower()}-d" not in shown, address  # in the words of an address
    if state != "private":
        send_notices(now=datetime(2026, 11, 25, 9, tzinfo=UTC))
        assert mail.outbox == []


def test_who_follows_a_private_category_and_was_shut_out_is_told_nothing(hide) -> None:
    hidden = hide("private")
    Notice.objects.create(member=hidden.follower, post=hidden.post)
    call_command("send_notices", verbosity=0)
    send_notices(now=datetime(2026, 11, 25, 9, tzinfo=UTC))
    assert mail.outbox == []


def test_what_is_seen_by_all_comes_out_where_it_should(hide) -> None:
    """So that the tests above can fail."""
    hidden = hide("held answer")
    Post.objects.filter(pk=hidden.post.pk).update(approved=True)
    found = [one for one in hidden.addresses() if WORDS in said(Client().get(one, follow=True))]
    assert len(found) >= 3
    follow(access=access(hidden.follower), what=hidden.topic)
    Notice.objects.create(member=hidden.follower, post=hidden.post)
    send_notices(now=datetime(2026, 11, 25, 9, tzinfo=UTC))
    assert WORDS in mail.outbox[0].body
    assert not Report.objects.exists()

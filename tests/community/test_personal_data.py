"""What is known of a member is shown, handed over whole, and gone with the account."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from community import moderation, profiles, writing
from community.following import follow
from community.forum_conversation.models import Post, Topic
from community.permissions import access
from experiences.suggestions import deciding
from members.models import User
from members.organisations import belonging
from members.personal_data import LastAdministratorError, delete_account
from search.alerts.models import Alert, WatchedSearch, Watcher
from tests.factories.community import (
    AttachmentFactory,
    PollFactory,
    PostFactory,
    TopicFactory,
    voted,
)
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, ProfileFactory
from tests.factories.suggestions import SuggestionFactory
from tests.members.journeys import prove, sign_in

pytestmark = pytest.mark.django_db

NAME, ADDRESS = "Zéphyrine Xanthe", "zephyrine.xanthe@mairie.example"
# Of one person, each somewhere else; none is part of another, nor of what another worker plants.
RUN = uuid4().hex[:6]
WRITTEN = [f"Zyxq{RUN}n{number:02}mot" for number in range(54)]
IDENTITY = (NAME, ADDRESS)


@pytest.fixture
def planted() -> User:
    """A member who left a mark in everything that members may write or do."""
    FOREIGN.update(files())
    words = iter(WRITTEN)
    member = UserFactory(email=ADDRESS, display_name=NAME)
    other = UserFactory()
    for number in range(8):  # questions, with and without answers of others
        topic = TopicFactory(poster=member, subject=next(words), content=next(words))
        follow(access=access(member), what=topic)
        if number % 2:
            PostFactory(topic=topic, poster=other, content="Réponse d’une autre commune.")
    for _ in range(6):  # answers, edited, with files
        post = PostFactory(topic=TopicFactory(), poster=member, content=next(words))
        file = ContentFile(next(words).encode(), name=f"{next(words)}.txt")
        AttachmentFactory(post=post, file=file)
        writing.edit(access=access(member), post=post, text=next(words))
    PostFactory(topic=TopicFactory(), poster=member, content=next(words), approved=False)
    moderator = UserFactory(moderator=True)
    refused = PostFactory(topic=TopicFactory(), poster=member, content=next(words), approved=False)
    moderation.refuse(access=access(moderator), post=refused, reason="Sans source.")
    reported = TopicFactory().first_post
    moderation.report(access=access(member), post=reported, reason=next(words))
    profiles.report(by=member, member=other, reason=next(words))
    for asked in (topic, TopicFactory()):  # a poll of their own, and one in which they voted
        texts = [next(words), next(words)] if asked == topic else ["Autre ?", "Autre"]
        poll = PollFactory(topic=asked, question=texts[0], options=[texts[1], "Non"])
        voted(poll, texts[1], voter=member)
    quoted = Post.objects.filter(poster=member, approved=True).latest()
    PostFactory(
        topic=quoted.topic,
        poster=other,
        content=f"[{NAME}](/communaute/messages/{quoted.pk}/) :\n\n> oui\n\nMerci.",
    )
    membership = MembershipFactory(member=member, function=next(words), waiting=True)
    belonging.confirm(membership=membership, by=moderator, reason=next(words))
    ProfileFactory(member=member, skills=next(words))
    source = f"https://mairie.example/{next(words)}"
    SuggestionFactory(member=member, text=next(words), place=next(words), source_url=source)
    declined = SuggestionFactory(member=member, text=next(words))
    deciding.decline(suggestion=declined, by=UserFactory(editor=True), reason=next(words))
    watcher = Watcher.objects.create(email=ADDRESS, language="fr")
    search = WatchedSearch.objects.create(parameters="q=eau", locale="fr", title="Eau")
    Alert.objects.create(watcher=watcher, search=search, rhythm="daily", asked_at=timezone.now())
    return member


def rows() -> Iterator[tuple[str, str]]:
    """(table, row as text) of the whole database, the full-text index included."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                yield table, " ".join(map(str, row))


def files() -> set[Path]:
    """Every file and folder of uploads, public and private."""
    folders = (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT)
    return {path for folder in folders for path in Path(folder).rglob("*")}


# Of other tests: the folders are those of a whole run.
FOREIGN: set[Path] = set()


def where_found(words) -> list[tuple[str, str]]:
    """Where a word stands, in whatever case: table, file, cache or session."""
    places = [*rows(), ("cache", str(getattr(cache, "_cache", "")))]
    for path in files() - FOREIGN:
        text = path.read_text(errors="replace") if path.is_file() else ""
        places.append((path.name, f"{path.name} {text}"))
    for session in Session.objects.all():
        places.append(("session", str(session.get_decoded())))
    return [
        (place, word) for place, text in places for word in words if word.lower() in text.lower()
    ]


def test_nothing_is_left_of_a_member_who_removes_everything(
    planted, caplog, django_capture_on_commit_callbacks
) -> None:
    client = proven(planted)
    every = [*WRITTEN, *IDENTITY]
    assert len({word for _where, word in where_found(every)}) == 56
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/compte/suppression/", {"messages": "remove"})
    assert response.url == "/compte/connexion/"
    assert where_found(every) == []
    assert not any(word in caplog.text for word in every)
    assert not User.objects.filter(email=ADDRESS).exists()


def test_what_visitors_are_shown_of_a_member_is_not_kept_in_the_cache(planted) -> None:
    """The index and topics are drawn for visitors; no word of a member waits there for a minute."""
    visitor = Client()
    for topic in Topic.objects.filter(poster=planted):
        assert topic.subject in visitor.get(topic.get_absolute_url()).content.decode()
    assert any(
        topic.subject in visitor.get("/communaute/").content.decode()
        for topic in Topic.objects.filter(poster=planted)
    )
    found = where_found([*WRITTEN, *IDENTITY])
    assert [word for place, word in found if place == "cache"] == []


def test_what_others_answered_stays(planted) -> None:
    answered = Topic.objects.filter(poster=planted, posts_count=2).first()
    alone = Topic.objects.filter(poster=planted, posts_count=1).first()
    delete_account(member=planted, remove=True)
    answered.refresh_from_db()
    assert answered.subject == "Sujet retiré"
    assert [post.content.raw for post in answered.posts.all()] == [
        "La personne qui l’a écrit a retiré ce message.",
        "Réponse d’une autre commune.",
    ]
    assert not Topic.objects.filter(pk=alone.pk).exists()


def test_a_member_may_leave_what_they_wrote_without_their_name(planted, client) -> None:
    topic = Topic.objects.filter(poster=planted).first()
    delete_account(member=planted, remove=False)
    assert where_found(IDENTITY) == []
    topic.refresh_from_db()
    assert (topic.poster, topic.subject in WRITTEN) == (None, True)
    assert "Ancien membre" in client.get(topic.get_absolute_url()).content.decode()
    assert not Post.objects.filter(approved=False).exists()


def proven(member: User) -> Client:
    """A browser in which a member has signed in, and typed the password once more."""
    client = Client()
    sign_in(client, member.email)
    prove(client)
    return client


def test_a_member_reads_and_downloads_all_that_is_known(planted) -> None:
    client = proven(planted)
    page = client.get("/compte/donnees/").content.decode()
    file = client.get("/compte/donnees/donnees.json")
    assert file["Content-Disposition"].startswith("attachment")
    assert {
        "Mon compte",
        "Mes messages",
        "Mes sondages",
        "Sondages où j’ai voté",
        "Mes alertes",
        "Consentements",
        "Mes structures",
        "Mon profil",
        "Mes suggestions sur les fiches",
    } <= {*file.json()}
    text = file.content.decode()
    posts = Post.objects.filter(poster=planted)
    for words in (ADDRESS, NAME, *(post.content.raw for post in posts)):
        assert words in text
        assert words in page


def test_data_are_private_and_asked_for_again(as_user, client, planted) -> None:
    for url in ("/compte/donnees/", "/compte/donnees/donnees.json", "/compte/suppression/"):
        assert client.get(url).url.startswith("/compte/connexion/")
        assert as_user(planted).get(url).url.startswith("/compte/verification/")
        response = proven(planted).get(url)
        assert "no-store" in response["Cache-Control"]
    assert as_user(planted).post("/compte/suppression/", {"messages": "remove"}).status_code == 302
    assert User.objects.filter(pk=planted.pk).exists()


def test_nothing_is_deleted_without_a_choice(planted) -> None:
    response = proven(planted).post("/compte/suppression/")
    assert "Choisissez ce que devient" in response.content.decode()
    assert User.objects.filter(pk=planted.pk).exists()


def test_somebody_stays_who_may_do_everything() -> None:
    last = UserFactory(superuser=True)
    with pytest.raises(LastAdministratorError):
        delete_account(member=last, remove=False)
    page = proven(last).post("/compte/suppression/", {"messages": "keep"}).content.decode()
    assert "la dernière personne" in page
    UserFactory(superuser=True)
    delete_account(member=last, remove=False)


def test_other_members_keep_everything(planted) -> None:
    other = UserFactory()
    topic = TopicFactory(poster=other, content="Texte d’un autre")
    client = proven(other)
    delete_account(member=planted, remove=True)
    topic.refresh_from_db()
    assert topic.first_post.content.raw == "Texte d’un autre"
    assert client.get("/compte/").status_code == 200

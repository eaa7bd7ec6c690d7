"""Who sees what: persons × held, private, open × page, list, count, member page, attachment."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from machina.apps.forum_permission.shortcuts import assign_perm

from community.forum_conversation.forum_attachments.models import Attachment
from community.forum_conversation.models import Post, Topic
from community.permissions import access, access_to
from members.models import User
from tests.factories.community import (
    AttachmentFactory,
    CategoryFactory,
    PostFactory,
    TopicFactory,
)
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

WORDS = "Parole à ne pas répandre"
PERSONS = ["anonymous", "member", "editor", "author", "moderator", "administrator", "superuser"]
# What nobody sees but its author, those who approve, and superusers.
HELD_SEEN_BY = {"author", "moderator", "administrator", "superuser"}


@dataclass
class Stage:
    """A topic of which one part may be hidden, the files of it, and somebody who looks."""

    topic: Topic
    post: Post
    file: Attachment
    author: User
    look: Callable[[str], Client]


@pytest.fixture
def stage(as_user) -> Callable[..., Stage]:
    def build(*, topic: bool = True, post: bool = True, private: bool = False) -> Stage:
        author = UserFactory(display_name="Autrice")
        found = TopicFactory(
            forum=CategoryFactory(private=private),
            subject=f"{WORDS}, sujet",
            poster=author,
            approved=topic,
            content=WORDS if not topic else "Ouverture",
        )
        answer = PostFactory(topic=found, poster=author, approved=post, content=f"{WORDS}, suite")
        file = AttachmentFactory(post=answer if topic else found.posts.earliest())

        def look(person: str) -> Client:
            if person == "author":
                return as_user(author)
            if person == "anonymous":
                return as_user(None)
            return as_user(UserFactory(**({} if person == "member" else {person: True})))

        return Stage(found, answer, file, author, look)

    return build


def status(client: Client, url: str) -> int:
    """What the server answers; a file is read to its end, which closes it."""
    response = client.get(url)
    if response.streaming:
        assert b"".join(response.streaming_content)
    return response.status_code


def lists(stage: Stage) -> list[str]:
    """Where others' words could come out, the page of the topic apart."""
    return [
        "/communaute/",
        "/en/communaute/",
        stage.topic.forum.get_absolute_url(),
        "/communaute/sans-reponse/",
        f"/communaute/membres/{stage.author.pk}/",
    ]


@pytest.mark.parametrize("person", PERSONS)
def test_a_held_topic_exists_for_its_author_and_moderators(stage, person: str) -> None:
    scene = stage(topic=False)
    client = scene.look(person)
    expected = 200 if person in HELD_SEEN_BY else 404
    for url in (scene.topic.get_absolute_url(), scene.file.get_absolute_url()):
        assert status(client, url) == expected, url
    wrong_words = f"/communaute/x/y-{scene.topic.pk}/"
    assert status(client, wrong_words) == (301 if expected == 200 else 404)
    post = client.get(scene.post.get_absolute_url())
    assert post.status_code == (302 if expected == 200 else 404)
    for url in lists(scene):
        page = client.get(url)
        is_own_list = url == scene.topic.forum.get_absolute_url() and expected == 200
        assert (WORDS in page.content.decode()) == is_own_list, url
    index = client.get("/communaute/").content.decode()
    assert "0 sujet" in index
    assert "0 message" in index


@pytest.mark.parametrize("person", PERSONS)
def test_a_held_post_exists_for_its_author_and_moderators(stage, person: str) -> None:
    scene = stage(post=False)
    client = scene.look(person)
    seen = person in HELD_SEEN_BY
    page = client.get(scene.topic.get_absolute_url()).content.decode()
    assert (f"{WORDS}, suite" in page) == seen
    assert status(client, scene.post.get_absolute_url()) == (302 if seen else 404)
    assert status(client, scene.file.get_absolute_url()) == (200 if seen else 404)
    member = client.get(f"/communaute/membres/{scene.author.pk}/").content.decode()
    assert f"{WORDS}, suite" not in member
    # It counts nowhere: the question still waits for an answer.
    assert scene.topic.subject in client.get("/communaute/sans-reponse/").content.decode()
    assert "1 message" in client.get("/communaute/").content.decode()


@pytest.mark.parametrize("person", PERSONS)
def test_a_private_category_exists_for_those_who_were_let_in(stage, person: str) -> None:
    scene = stage(private=True)
    client = scene.look(person)
    expected = 200 if person == "superuser" else 404
    for url in (
        scene.topic.forum.get_absolute_url(),
        scene.topic.get_absolute_url(),
        scene.file.get_absolute_url(),
    ):
        assert status(client, url) == expected, url
    if person == "superuser":
        return
    assert status(client, scene.post.get_absolute_url()) == 404
    for url in lists(scene):
        assert WORDS not in client.get(url).content.decode(), url
    assert scene.topic.forum.name not in client.get("/communaute/").content.decode()


def test_who_is_let_into_a_private_category_reads_it(stage, as_user) -> None:
    scene = stage(private=True)
    guest = UserFactory()
    for codename in ("can_see_forum", "can_read_forum"):
        assign_perm(codename, guest, scene.topic.forum)
    client = as_user(guest)
    assert status(client, scene.topic.get_absolute_url()) == 200
    assert status(client, scene.file.get_absolute_url()) == 200


@pytest.mark.parametrize("person", PERSONS)
def test_what_was_deleted_is_gone_everywhere(stage, person: str) -> None:
    scene = stage()
    urls = [
        scene.topic.get_absolute_url(),
        scene.post.get_absolute_url(),
        scene.file.get_absolute_url(),
    ]
    category = scene.topic.forum.get_absolute_url()
    scene.topic.delete()
    client = scene.look(person)
    assert [status(client, url) for url in urls] == [404, 404, 404]
    for url in ("/communaute/", category, "/communaute/sans-reponse/"):
        assert WORDS not in client.get(url).content.decode()
    assert status(client, f"/communaute/membres/{scene.author.pk}/") == 404


def test_a_member_who_wrote_nothing_public_has_no_page(stage, client) -> None:
    scene = stage(topic=False, post=False)
    assert status(client, f"/communaute/membres/{scene.author.pk}/") == 404
    assert status(client, f"/communaute/membres/{UserFactory().pk}/") == 404
    assert status(client, "/communaute/membres/999999/") == 404


def test_files_come_as_downloads_that_no_browser_runs(stage, client) -> None:
    file = stage().file
    response = client.get(file.get_absolute_url())
    assert b"".join(response.streaming_content) == "Délibération du 3 mars".encode()
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["Cache-Control"] == "private, no-store"


def test_files_have_no_address_of_their_own(stage, client) -> None:
    file = stage().file
    with pytest.raises(NotImplementedError):
        file.file.url  # noqa: B018
    assert status(client, f"/media/{file.file.name}") == 404
    assert stage().file.file.name != file.file.name


def test_a_file_that_is_lost_is_not_found(stage, client) -> None:
    file = stage().file
    file.file.storage.delete(file.file.name)
    assert status(client, file.get_absolute_url()) == 404


def test_the_database_and_python_agree_on_what_is_seen(stage) -> None:
    scene = stage(post=False)
    stage(topic=False)
    everyone = [scene.author, UserFactory(), UserFactory(moderator=True), UserFactory(editor=True)]
    for person in everyone:
        rights = access(person)
        seen = {topic.pk for topic in Topic.objects.all() if rights.sees(topic, topic.forum_id)}
        assert set(Topic.objects.visible_to(rights).values_list("pk", flat=True)) == seen
        posts = {
            post.pk
            for post in Post.objects.select_related("topic")
            if rights.sees(post, post.topic.forum_id) and post.topic_id in seen
        }
        assert set(Post.objects.visible_to(rights).values_list("pk", flat=True)) == posts


def test_a_refusal_for_one_category_leaves_the_next_ones_alone() -> None:
    closed, opened = CategoryFactory(private=True), CategoryFactory()
    reader = UserFactory(moderator=True)
    for order in ([closed, opened], [opened, closed]):
        rights = access_to([one.pk for one in order], reader)
        assert rights.readable == {opened.pk}
        assert rights.categories("can_approve_posts") == {closed.pk, opened.pk}

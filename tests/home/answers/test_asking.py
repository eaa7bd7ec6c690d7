"""A good answer becomes the draft of a sheet: if its author says yes, and no other way."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community import writing
from community.forum_conversation.models import Post
from community.markup import quoted
from community.permissions import access
from experiences.models import ExperiencePage, ResourcePage
from home.answers.asking import agree, ask
from home.answers.models import Request
from home.answers.texts import rich_text
from members.models import User
from members.personal_data import delete_account, known
from tests.factories.community import CategoryFactory, PostFactory, TopicFactory
from tests.factories.experiences import catalogue, pillar, theme
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db

NAME = "Zéphyrine Xanthe"
TEXT = "Nous avons **éteint** de 23 h à 5 h, rue par rue, après deux réunions."


@pytest.fixture
def editor() -> User:
    catalogue("experience")
    return UserFactory(editor=True)


@pytest.fixture
def answer() -> Post:
    author = UserFactory(display_name=NAME)
    return PostFactory(topic=TopicFactory(), poster=author, content=TEXT)


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    def enter(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return enter


def asked(post: Post, by: User) -> Request:
    ask(post=post.pk, by=by)
    return Request.objects.get(post=post)


def page_of(request: Request) -> str:
    return reverse("answers:decide", args=[request.pk])


def test_an_editor_asks_and_the_author_makes_the_draft(
    as_user, editor, answer, django_capture_on_commit_callbacks
) -> None:
    MembershipFactory(member=answer.poster)
    answer.topic.accepted = answer
    answer.topic.save()
    browser = as_user(editor)
    assert "éteint de 23 h" in browser.get(reverse("answers_list")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("answers_ask", args=[answer.pk]))
    [message] = mail.outbox
    request = Request.objects.get()
    assert message.to == [answer.poster.email]
    assert page_of(request) in message.body
    assert not ExperiencePage.objects.exists()
    client = as_user(answer.poster)
    assert "<strong>éteint</strong>" in client.get(page_of(request)).content.decode()
    assert client.post(page_of(request), {"agrees": "1", "named": "on"}).status_code == 302
    sheet = ExperiencePage.objects.get(alias_of=None)
    assert (sheet.live, sheet.owner) == (False, editor)
    assert sheet.get_parent().specific == catalogue("experience")
    (block,) = sheet.solution
    assert "<strong>éteint</strong> de 23 h" in str(block.value)
    (source,) = sheet.publication_sources.all()
    assert source.url.endswith(f"/communaute/messages/{answer.pk}/")
    assert NAME not in str(sheet.get_latest_revision().content)
    page = browser.get(reverse("answers_list")).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[sheet.pk]) in page
    assert sheet.title in browser.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("named", [True, False])
def test_the_sheet_names_who_wished_it_once_it_is_published(client, editor, answer, named) -> None:
    agree(request=asked(answer, editor), named=named)
    sheet = ExperiencePage.objects.get(alias_of=None)
    sheet.territory_note = "Une commune"
    sheet.themes, sheet.pillars = [theme()], [pillar()]
    sheet.save_revision().publish()
    page = client.get(ExperiencePage.objects.get(pk=sheet.pk).url).content.decode()
    assert (f"Complété par {NAME}." in page) == named


def test_a_message_becomes_a_resource_just_as_well(
    as_user, client, editor, answer, django_capture_on_commit_callbacks
) -> None:
    catalogue("ressource")
    browser = as_user(editor)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("answers_ask", args=[answer.pk]), {"becomes": "resource"})
    assert mail.outbox[0].subject == "Votre message peut-il devenir une ressource ?"
    request = Request.objects.get()
    author = as_user(answer.poster)
    assert "une ressource" in author.get(page_of(request)).content.decode()
    author.post(page_of(request), {"agrees": "1", "named": "on"})
    resource = ResourcePage.objects.get(alias_of=None)
    assert (resource.live, resource.owner) == (False, editor)
    assert resource.get_parent().specific == catalogue("ressource")
    assert "<strong>éteint</strong> de 23 h" in str(resource.body[0].value)
    resource.themes, resource.pillars = [theme()], [pillar()]
    resource.save_revision().publish()
    page = client.get(ResourcePage.objects.get(pk=resource.pk).url).content.decode()
    assert f"Complété par {NAME}." in page
    delete_account(member=answer.poster, remove=False)
    page = client.get(ResourcePage.objects.get(pk=resource.pk).url).content.decode()
    assert NAME not in page


@pytest.mark.parametrize("becomes", ["resource", "dossier"])
def test_nothing_is_asked_that_cannot_be_made(as_user, editor, answer, becomes) -> None:
    """There is no page under which resources stand; nobody makes dossiers so."""
    page = as_user(editor).get(reverse("answers_list") + f"?topic={answer.topic_id}")
    assert "En faire une fiche" in page.content.decode()
    assert "En faire une ressource" not in page.content.decode()
    sent = as_user(editor).post(reverse("answers_ask", args=[answer.pk]), {"becomes": becomes})
    assert sent.status_code in (302, 403)
    assert not Request.objects.exists()


def test_no_answer_and_a_no_are_a_no(as_user, editor, answer) -> None:
    request, client = asked(answer, editor), as_user(answer.poster)
    assert client.post(page_of(request)).status_code == 302
    request.refresh_from_db()
    assert request.status == Request.Status.REFUSED
    client.post(page_of(request), {"agrees": "1"})
    assert not ask(post=answer.pk, by=editor)
    assert not ExperiencePage.objects.exists()


def test_a_yes_counts_once(editor, answer) -> None:
    request = asked(answer, editor)
    assert agree(request=request, named=False) is not None
    assert agree(request=request, named=False) is None
    assert ExperiencePage.objects.filter(alias_of=None).count() == 1


def test_nobody_else_answers_or_reads_it(as_user, client, editor, answer) -> None:
    request = asked(answer, editor)
    for person in (UserFactory(), editor):
        assert as_user(person).get(page_of(request)).status_code == 404
        assert as_user(person).post(page_of(request), {"agrees": "1"}).status_code == 404
        assert page_of(request) not in as_user(person).get("/compte/reprises/").content.decode()
    assert client.get(page_of(request)).url.startswith("/compte/connexion/")
    assert page_of(request) in as_user(answer.poster).get("/compte/reprises/").content.decode()
    assert not ExperiencePage.objects.exists()


def test_only_who_may_begin_a_sheet_asks(as_user, editor, answer) -> None:
    client = as_user(UserFactory())
    for url in (reverse("answers_list"), reverse("answers_ask", args=[answer.pk])):
        assert client.get(url).status_code in (302, 403)
        assert client.post(url).status_code in (302, 403)
    assert not Request.objects.exists()
    assert mail.outbox == []


def hidden_posts() -> list[Post]:
    return [
        PostFactory(topic=TopicFactory(), approved=False),
        PostFactory(topic=TopicFactory(approved=False)),
        PostFactory(topic=TopicFactory(forum=CategoryFactory(private=True))),
        PostFactory(topic=TopicFactory(), poster=None),
        PostFactory(topic=TopicFactory(), poster=UserFactory(is_active=False)),
    ]


def test_what_not_everybody_reads_or_nobody_answers_for_is_not_offered(as_user, editor) -> None:
    client, url = as_user(editor), reverse("answers_list")
    for post in hidden_posts():
        listed = client.get(url, {"topic": post.topic_id}).context["object_list"]
        assert post.pk not in [one.pk for one in listed]
        page = client.post(reverse("answers_ask", args=[post.pk]), follow=True).content.decode()
        assert "n’est plus public" in page
    assert not Request.objects.exists()


def test_a_message_that_is_gone_before_the_yes_makes_nothing(as_user, editor, answer) -> None:
    request = asked(answer, editor)
    Post.objects.filter(pk=answer.pk).update(approved=False)
    page = as_user(answer.poster).post(page_of(request), {"agrees": "1"}, follow=True)
    assert "rien n’a été fait" in page.content.decode()
    assert not ExperiencePage.objects.exists()


def test_the_words_of_others_stay_in_the_forum(editor) -> None:
    author, other = UserFactory(), UserFactory(display_name="Autre Personne")
    topic = TopicFactory(poster=other, subject="Sujet d’autrui", content="Question d’autrui")
    quotation = quoted("Question d’autrui", by="Autre Personne", url="/communaute/messages/7/")
    post = writing.reply(access=access(author), topic=topic, text=f"{quotation}Réponse à moi")
    Post.objects.filter(pk=post.pk).update(approved=True)
    sheet = agree(request=asked(post, editor), named=True)
    written = str(sheet.get_latest_revision().content)
    assert "Réponse à moi" in written
    assert "autrui" not in written
    assert "Autre Personne" not in written


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Un <code>mot</code></p><pre><code>x = 1</code></pre>", "<p>Un mot</p><p>x = 1</p>"),
        (
            '<ul><li><a href="/a/" rel="nofollow">A</a></li></ul>',
            '<ul><li><a href="/a/">A</a></li></ul>',
        ),
        ("<p>A</p><blockquote><p>B</p></blockquote><p>C</p>", "<p>A</p><p>C</p>"),
        (
            '<p><a href="/communaute/messages/3/">X</a> :</p><blockquote><p>B</p></blockquote>',
            "",
        ),
        ('<hr><ol start="3"><li>a &amp; b</li></ol>', "<ol><li>a &amp; b</li></ol>"),
    ],
)
def test_a_message_becomes_rich_text(html, expected) -> None:
    assert rich_text(html).replace("\n", "") == expected


def test_queries_do_not_grow_with_the_answers(
    as_user, editor, answer, django_assert_max_num_queries
) -> None:
    client, url = as_user(editor), reverse("answers_list")
    client.get(url, {"topic": answer.topic_id})
    with CaptureQueriesContext(connection) as few:
        client.get(url, {"topic": answer.topic_id})
    for _ in range(4):
        post = PostFactory(topic=answer.topic)
        ask(post=post.pk, by=editor)
    with django_assert_max_num_queries(len(few)):
        client.get(url, {"topic": answer.topic_id})


def test_what_was_asked_is_told_and_gone_with_the_account(editor, answer) -> None:
    sheet = agree(request=asked(answer, editor), named=True)
    sections = {section.title for section in known(answer.poster)}
    assert "Mes messages à reprendre" in sections
    delete_account(member=answer.poster, remove=True)
    assert not Request.objects.exists()
    assert ExperiencePage.objects.filter(pk=sheet.pk).exists()


def test_a_moderator_finds_the_list_from_a_topic(as_user, answer) -> None:
    page = as_user(UserFactory(moderator=True)).get(answer.topic.get_absolute_url())
    assert f"{reverse('answers_list')}?topic={answer.topic_id}" in page.content.decode()

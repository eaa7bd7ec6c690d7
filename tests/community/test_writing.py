"""Asking, answering, editing: what is published at once, what waits, what is never lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from machina.apps.forum_permission.shortcuts import ALL_AUTHENTICATED_USERS, assign_perm

from community.forum_conversation.models import Post, Topic
from community.models import FormerVersion
from tests.factories.community import (
    CategoryFactory,
    PostFactory,
    TopicFactory,
    known_member,
)
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

QUESTION = {
    "kind": "question",
    "subject": "Qui a éteint l’éclairage d’un bourg la nuit ?",
    "text": "Notre conseil hésite.\n\nPar où commencer ?",
}


@pytest.fixture
def member(as_user) -> Client:
    return as_user(known_member())


def ask(client: Client, category, **changes):
    return client.post("/communaute/ecrire/", QUESTION | {"category": category.pk} | changes)


def test_a_visitor_is_asked_to_sign_in_and_comes_back_with_what_was_typed(client: Client) -> None:
    category = CategoryFactory()
    response = client.get(f"/communaute/ecrire/?categorie={category.pk}&sujet=Éclairage")
    assert response.status_code == 302
    assert response.url.startswith("/compte/connexion/?next=/communaute/ecrire/")
    assert "sujet%3D" in response.url


def test_a_known_member_asks_and_everybody_reads_it(member: Client, client: Client) -> None:
    category = CategoryFactory()
    response = ask(member, category)
    topic = Topic.objects.get(subject=QUESTION["subject"])
    assert response.url == topic.get_absolute_url()
    assert (topic.approved, topic.kind, topic.forum) == (True, "question", category)
    assert "Par où commencer" in client.get(topic.get_absolute_url()).content.decode()
    assert "Votre message est publié" in member.get(response.url).content.decode()


def test_the_first_message_of_a_member_waits_for_a_moderator(as_user, client: Client) -> None:
    asker = as_user(UserFactory())
    response = ask(asker, CategoryFactory())
    topic = Topic.objects.get()
    assert (topic.approved, topic.first_post.held_for) == (False, ["first"])
    assert client.get(topic.get_absolute_url()).status_code == 404
    page = asker.get(response.url).content.decode()
    assert "La modération le lit avant sa publication" in page
    assert "En attente de validation" in page


def test_the_form_is_filled_in_from_the_address(member: Client, read) -> None:
    category = CategoryFactory()
    page = read(f"/communaute/ecrire/?categorie={category.pk}&sujet=%C3%89clairage", member)
    assert page.find("input", {"name": "subject"})["value"] == "Éclairage"
    assert page.find("option", selected=True)["value"] == str(category.pk)


@pytest.mark.parametrize("asked", ["0", "-1", "x", "9" * 30, "1 OR 1=1"])
def test_a_category_that_is_none_leaves_the_choice_open(member: Client, read, asked: str) -> None:
    CategoryFactory()
    page = read(f"/communaute/ecrire/?categorie={asked}", member)
    assert (
        page.find("option", selected=True) is None
        or page.find("option", selected=True)["value"] == ""
    )


def test_a_form_that_lacks_something_keeps_the_rest(member: Client) -> None:
    category = CategoryFactory()
    response = ask(member, category, subject="")
    page = response.content.decode()
    assert "Dites en une phrase" in page
    assert "Notre conseil hésite." in page
    assert Topic.objects.filter(forum=category).count() == 0


def test_the_preview_shows_the_message_and_writes_nothing(member: Client) -> None:
    category = CategoryFactory()
    response = ask(member, category, text="Un **essai** <script>alert(1)</script>", preview="1")
    page = response.content.decode()
    assert "<strong>essai</strong>" in page
    assert "<script>alert(1)" not in page
    assert Topic.objects.filter(forum=category).count() == 0


def test_nobody_writes_into_a_category_that_is_closed_to_them(member: Client) -> None:
    closed, private = CategoryFactory(), CategoryFactory(private=True)
    assign_perm("can_start_new_topics", ALL_AUTHENTICATED_USERS, closed, has_perm=False)
    for category in (closed, private):
        response = ask(member, category)
        assert response.status_code == 200
        assert Topic.objects.filter(forum=category).count() == 0
    assert private.name not in response.content.decode()


def test_an_answer_stands_under_the_question(member: Client, client: Client) -> None:
    topic = TopicFactory()
    response = member.post(
        f"/communaute/sujets/{topic.pk}/repondre/", {"text": "Un essai d’un mois."}
    )
    post = Post.objects.get(topic=topic, content="Un essai d’un mois.")
    assert response.url == post.get_absolute_url()
    assert "Un essai d’un mois." in client.get(topic.get_absolute_url()).content.decode()
    topic.refresh_from_db()
    assert topic.posts_count == 2


def test_a_quotation_begins_the_answer(member: Client, read) -> None:
    topic = TopicFactory(poster=UserFactory(display_name="Mairie [de] Brest"), content="Un\ndeux")
    page = read(f"/communaute/sujets/{topic.pk}/repondre/?citer={topic.first_post_id}", member)
    text = page.find("textarea").text
    assert "> Un\n> deux" in text
    assert "[Mairie \\[de\\] Brest](/communaute/messages/" in text


def test_what_is_held_cannot_be_quoted_by_others(member: Client, read) -> None:
    topic = TopicFactory()
    held = PostFactory(topic=topic, approved=False, content="Parole retenue")
    page = read(f"/communaute/sujets/{topic.pk}/repondre/?citer={held.pk}", member)
    assert "Parole retenue" not in page.text


def test_a_closed_topic_takes_answers_of_moderators_alone(member: Client, as_user) -> None:
    topic = TopicFactory(status=Topic.TOPIC_LOCKED)
    url = f"/communaute/sujets/{topic.pk}/repondre/"
    assert member.post(url, {"text": "Encore un mot"}).status_code == 403
    assert as_user(UserFactory(moderator=True)).post(url, {"text": "Suite"}).status_code == 302


def test_a_held_topic_cannot_be_answered_by_others(member: Client) -> None:
    topic = TopicFactory(approved=False)
    assert (
        member.post(f"/communaute/sujets/{topic.pk}/repondre/", {"text": "Non"}).status_code == 404
    )


def test_an_edited_message_keeps_what_it_said(as_user, read) -> None:
    author = known_member()
    topic = TopicFactory(poster=author, content="Première version")
    url = f"/communaute/messages/{topic.first_post_id}/modifier/"
    sent = {"subject": "Un autre titre", "text": "Seconde version"}
    assert as_user(author).post(url, sent).status_code == 302
    topic.refresh_from_db()
    assert (topic.subject, topic.first_post.content.raw) == ("Un autre titre", "Seconde version")
    assert FormerVersion.objects.get().text == "Première version"
    versions = f"/communaute/messages/{topic.first_post_id}/versions/"
    assert "Première version" in read(versions, as_user(author)).text
    assert as_user(UserFactory()).get(versions).status_code == 403
    assert "Première version" not in read(topic.get_absolute_url()).text


def test_an_edit_that_changes_nothing_is_none(as_user) -> None:
    author = known_member()
    topic = TopicFactory(poster=author, content="Texte")
    url = f"/communaute/messages/{topic.first_post_id}/modifier/"
    as_user(author).post(url, {"subject": topic.subject, "text": "Texte"})
    assert not FormerVersion.objects.exists()
    assert Post.objects.get(pk=topic.first_post_id).updates_count == 0


def test_nobody_edits_the_message_of_another(member: Client, as_user) -> None:
    post = TopicFactory().first_post
    url = f"/communaute/messages/{post.pk}/modifier/"
    assert member.get(url).status_code == 403
    assert member.post(url, {"subject": "x", "text": "x"}).status_code == 403
    assert as_user(UserFactory(moderator=True)).get(url).status_code == 200


def test_a_refused_message_that_is_edited_is_read_again(as_user) -> None:
    author = UserFactory()
    post = TopicFactory(poster=author, approved=False).first_post
    Post.objects.filter(pk=post.pk).update(refusal="Citez votre source.")
    as_user(author).post(
        f"/communaute/messages/{post.pk}/modifier/", {"subject": "Titre", "text": "Source : Insee"}
    )
    post.refresh_from_db()
    assert (post.approved, post.refusal, post.held_for) == (False, "", ["first"])


def upload(name: str = "délibération.txt", content: bytes = "Délibération".encode()):
    return SimpleUploadedFile(name, content)


def test_files_come_with_a_message(member: Client) -> None:
    topic = TopicFactory()
    sent = {"text": "Notre délibération", "attachments": [upload(), upload("b.txt")]}
    member.post(f"/communaute/sujets/{topic.pk}/repondre/", sent)
    post = Post.objects.get(content="Notre délibération")
    names = sorted(one.filename.partition("-")[0] for one in post.attachments.all())
    assert names == ["b", "deliberation"]


def test_a_file_that_is_not_accepted_is_named_and_nothing_is_written(member: Client) -> None:
    topic = TopicFactory()
    sent = {"text": "Texte gardé", "attachments": [upload(), upload("virus.pdf", b"MZ\x90\x00")]}
    page = member.post(f"/communaute/sujets/{topic.pk}/repondre/", sent).content.decode()
    assert "virus.pdf" in page
    assert "Texte gardé" in page
    assert "Choisissez-les à nouveau" in page
    assert topic.posts.count() == 1


def test_four_files_are_too_many(member: Client) -> None:
    topic = TopicFactory()
    sent = {"text": "Texte", "attachments": [upload(f"{number}.txt") for number in range(4)]}
    page = member.post(f"/communaute/sujets/{topic.pk}/repondre/", sent).content.decode()
    assert "3 fichiers au plus" in page
    assert topic.posts.count() == 1


def test_who_may_not_attach_has_no_field_and_loses_what_is_sent(member: Client, read) -> None:
    topic = TopicFactory()
    assign_perm("can_attach_file", ALL_AUTHENTICATED_USERS, topic.forum, has_perm=False)
    url = f"/communaute/sujets/{topic.pk}/repondre/"
    assert read(url, member).find("input", {"name": "attachments"}) is None
    member.post(url, {"text": "Sans pièce", "attachments": [upload()]})
    assert not Post.objects.get(content="Sans pièce").attachments.exists()


def test_a_new_member_writes_five_messages_an_hour(as_user) -> None:
    client, topic = as_user(UserFactory()), TopicFactory()
    url = f"/communaute/sujets/{topic.pk}/repondre/"
    for number in range(5):
        assert client.post(url, {"text": f"Message {number}"}).status_code == 302
    page = client.post(url, {"text": "Message de trop"})
    assert page.status_code == 200
    assert "Message de trop" in page.content.decode()
    assert topic.posts.count() == 6


def test_a_text_beyond_all_measure_is_refused_with_its_length(member: Client) -> None:
    topic = TopicFactory()
    page = member.post(f"/communaute/sujets/{topic.pk}/repondre/", {"text": "a" * 20_001})
    assert page.status_code == 200
    assert "20000" in page.content.decode() or "20 000" in page.content.decode()
    assert topic.posts.count() == 1

"""Discussions lead to shared documents, and documents to the discussions about them."""

import pytest
from django.test import Client

from community import writing
from community.library import moderation
from community.models import Citation
from community.permissions import access
from tests.community.test_citing import ask
from tests.factories.community import CategoryFactory, PostFactory, TopicFactory, known_member
from tests.factories.library import SharedDocumentFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "written",
    [
        "[le cahier]({path})",
        "http://testserver{path}",
        "[a](http://testserver/en{path}?clause=1.2#clause-objet)",
        "[a](/documents-partages/autres-mots-{pk}/)",
    ],
)
def test_a_link_to_a_document_is_known_however_it_is_written(settings, written: str) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    document = SharedDocumentFactory()
    topic = ask(f"Voir {written.format(path=document.get_absolute_url(), pk=document.pk)}")
    [citation] = Citation.objects.filter(post=topic.first_post)
    assert (citation.document, citation.page) == (document, None)


@pytest.mark.parametrize(
    "written",
    [
        "https://elsewhere.example{path}",
        "`{path}`",
        "/documents-partages/mots-999999/",
        "[a](/documents-partages/{pk}/modifier/)",
    ],
)
def test_what_is_no_link_to_a_document_is_none(written: str) -> None:
    document = SharedDocumentFactory()
    ask(written.format(path=document.get_absolute_url(), pk=document.pk))
    assert not Citation.objects.exists()


def test_a_document_shows_the_discussions_about_it_once_each(read) -> None:
    document = SharedDocumentFactory()
    link = f"[le cahier]({document.get_absolute_url()})"
    topic = ask(link)
    writing.reply(access=access(known_member()), topic=topic, text=f"Oui, {link}")
    page = read(document.get_absolute_url())
    assert page.select_one("#discussions").get_text(strip=True) == "1 discussion sur ce document"
    assert page.select_one(f'a[href="{topic.get_absolute_url()}"]')
    assert page.select_one(f'a[href="/communaute/ecrire/?document={document.pk}"]')


def test_held_discussions_are_shown_to_nobody(read, as_user) -> None:
    document = SharedDocumentFactory()
    topic = ask(f"[le cahier]({document.get_absolute_url()})", by=UserFactory())
    held = PostFactory(topic=TopicFactory(), approved=False)
    Citation.objects.create(post=held, document=document)
    for client in (Client(), as_user(UserFactory(moderator=True)), as_user(topic.poster)):
        page = read(document.get_absolute_url(), client)
        assert page.select_one("#discussions").get_text(strip=True) == "Discussions"


def test_a_withdrawn_document_leaves_the_message_and_tells_no_discussion(client: Client) -> None:
    document = SharedDocumentFactory()
    topic = ask(f"[le cahier]({document.get_absolute_url()})")
    moderation.withdraw(by=document.author, document=document, reason="Remplacé")
    page = client.get(document.get_absolute_url())
    assert page.status_code == 410
    assert topic.get_absolute_url() not in page.content.decode()
    assert client.get(topic.get_absolute_url()).status_code == 200


def test_a_question_about_a_document_begins_with_a_link_to_it(read, as_user) -> None:
    CategoryFactory()
    document = SharedDocumentFactory(title="Cahier [2024]")
    page = read(f"/communaute/ecrire/?document={document.pk}", as_user(UserFactory()))
    assert page.find("textarea").text.strip() == (
        f"[Cahier \\[2024\\]]({document.get_absolute_url()})"
    )


@pytest.mark.parametrize("trait", ["held", "draft", "refused", "withdrawn", "members_only"])
def test_the_form_names_no_document_that_not_everybody_may_read(read, as_user, trait: str) -> None:
    CategoryFactory()
    document = SharedDocumentFactory(**{trait: True})
    page = read(f"/communaute/ecrire/?document={document.pk}", as_user(document.author))
    assert page.find("textarea").text.strip() == ""


def test_a_document_is_offered_where_a_message_is_written(client: Client) -> None:
    document = SharedDocumentFactory(title="Entretien zéphyrien")
    SharedDocumentFactory(title="Entretien zéphyrien réservé", members_only=True)
    [offered] = client.get("/recherche/suggestions.json?q=zephy").json()["suggestions"]
    assert (offered["kind"], offered["label"], offered["url"]) == (
        "document",
        "Entretien zéphyrien",
        document.get_absolute_url(),
    )

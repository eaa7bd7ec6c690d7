"""One version is withdrawn by itself: its file and text are gone, the others stay."""

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.test import Client

from community.library import moderation
from community.library.models import SharedDocument
from community.models import Decision
from tests.community.library.test_sharing import signed_in
from tests.factories.library import SharedDocumentFactory, VersionFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory
from tests.search.asking import found

pytestmark = pytest.mark.django_db

REASON = "Une signature était lisible page 3."


def address(version) -> str:
    return f"/documents-partages/versions/{version.pk}/retirer/"


def two() -> SharedDocument:
    """A document with a former version and the present one."""
    document = SharedDocumentFactory(says="Ancien texte zéphyrien")
    VersionFactory(document=document, says="Nouveau texte")
    return document


def test_the_file_and_text_of_a_withdrawn_version_are_gone(
    read, as_user, django_capture_on_commit_callbacks
) -> None:
    document = two()
    former = document.versions.last()
    file = former.file.name
    client = as_user(document.author)
    page = read(document.get_absolute_url(), client)
    assert page.select_one(f'a[href="{address(former)}"]')
    assert "Dites pourquoi" in client.post(address(former), {"reason": " "}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address(former), {"reason": REASON})
    assert response.url == document.get_absolute_url()
    assert not default_storage.exists(file)
    for person in (document.author, UserFactory(moderator=True), UserFactory(superuser=True)):
        assert signed_in(person).get(former.get_absolute_url()).status_code == 404
    former.refresh_from_db()
    assert (former.text, former.file.name) == ("", "")
    text = read(document.get_absolute_url()).get_text(" ", strip=True)
    assert "retirée le" in text
    assert REASON in text
    assert "Ancien texte" not in text
    assert not Decision.objects.exists()
    assert mail.outbox == []


def test_a_withdrawn_present_version_leaves_the_one_before(read) -> None:
    document = two()
    present = document.shown_version
    moderation.withdraw_version(by=document.author, version=present, reason=REASON)
    assert found("zéphyrien") != []
    page = read(document.get_absolute_url())
    assert "Ancien texte zéphyrien" in page.get_text()
    assert "Nouveau texte" not in page.get_text()
    assert page.select_one("a.btn[download]")["href"] == document.shown_version.get_absolute_url()


def test_what_a_withdrawn_version_says_is_not_sought_nor_taken_into_drafts(client: Client) -> None:
    clauses = "Article 1. Objet zéphyrien\nTexte\nArticle 2. Prix\nTexte"
    document = SharedDocumentFactory(says="Ancien")
    version = VersionFactory(document=document, says=clauses)
    draft = f"/documents-partages/assembler/projet.odt?clause={version.pk}.0"
    assert client.get(draft).status_code == 200
    moderation.withdraw_version(by=document.author, version=version, reason=REASON)
    assert found("zéphyrien") == []
    assert client.get(draft).status_code == 404


def test_the_only_version_goes_with_its_document(read, as_user) -> None:
    document = two()
    former = document.versions.last()
    moderation.withdraw_version(by=document.author, version=former, reason=REASON)
    client, last = as_user(document.author), document.shown_version
    assert not read(document.get_absolute_url(), client).select(f'a[href="{address(last)}"]')
    response = client.post(address(last), {"reason": REASON}, follow=True)
    assert response.redirect_chain[0][0] == f"/documents-partages/{document.pk}/retirer/"
    assert "le document entier" in response.content.decode()
    assert document.shown_version == last
    with pytest.raises(ValueError):
        moderation.withdraw_version(by=document.author, version=last, reason=REASON)
    assert client.get(address(former)).status_code == 404


def test_a_moderator_leaves_a_trace_and_the_author_is_told(
    django_capture_on_commit_callbacks,
) -> None:
    document, moderator = two(), UserFactory(moderator=True)
    client = signed_in(moderator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(document.versions.last()), {"reason": REASON})
    decision = Decision.objects.get()
    assert (decision.action, decision.moderator, decision.reason, decision.document) == (
        "doc_version",
        moderator,
        REASON,
        document,
    )
    [message] = mail.outbox
    assert message.to == [document.author.email]
    assert REASON in message.body
    journal = client.get("/communaute/moderation/journal/").content.decode()
    assert "Version d’un document retirée" in journal


def test_who_may_not_change_a_document_withdraws_no_version() -> None:
    document = two()
    former = document.versions.last()
    for person in (UserFactory(), UserFactory(editor=True), MembershipFactory().member):
        assert signed_in(person).post(address(former), {"reason": REASON}).status_code == 403
    assert "/compte/connexion/" in Client().post(address(former), {"reason": REASON}).url
    waiting = VersionFactory(document=document, waiting=True)
    assert signed_in(document.author).get(address(waiting)).status_code == 404
    assert document.versions.filter(withdrawn_at=None).count() == 3

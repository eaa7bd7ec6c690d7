"""What editors and operators see and do about documents that were not read."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission

from media.management.commands import read_documents
from media.models import PublicDocument, Reading
from media.reading import read_document
from tests.factories.media import PublicDocumentFactory, root_collection
from tests.factories.members import UserFactory
from tests.media.papers import odt_saying, pdf, pdf_saying

pytestmark = pytest.mark.django_db
REPORT = "media_unread_report"


def document(content: bytes, name: str = "bilan.pdf", **fields) -> PublicDocument:
    return PublicDocumentFactory(file=ContentFile(content, name=name), **fields)


def scan(**fields) -> PublicDocument:
    """A document without text, which was read."""
    made = document(pdf(), **fields)
    read_document(document=made)
    return made


def run(*arguments: str) -> tuple[str, str]:
    out, errors = StringIO(), StringIO()
    call_command("read_documents", *arguments, stdout=out, stderr=errors)
    return out.getvalue(), errors.getvalue()


def test_the_report_lists_what_was_not_read_and_why(administrator: Client) -> None:
    scan(title="Registre numérisé")
    document(pdf_saying("Bilan"), title="Pas encore lu")
    read_document(document=document(pdf_saying("Bilan"), title="Bien lu"))
    PublicDocumentFactory(title="Un tableau")
    page = administrator.get(reverse(REPORT)).content.decode()
    assert "Registre numérisé" in page
    assert "peut-être a-t-il été numérisé" in page
    assert "Pas encore lu" in page
    assert "Il n’a pas encore été lu." in page
    assert "Bien lu" not in page
    assert "Un tableau" not in page


def test_the_report_is_filtered_and_exported(administrator: Client) -> None:
    scan(title="Registre numérisé")
    document(pdf_saying("Bilan"), title="Pas encore lu")
    page = administrator.get(reverse(REPORT), {"problem": "no_text"}).content.decode()
    assert "Registre numérisé" in page
    assert "Pas encore lu" not in page
    page = administrator.get(reverse(REPORT), {"problem": "locked"}).content.decode()
    assert "Registre numérisé" not in page
    exported = administrator.get(reverse(REPORT), {"export": "csv"})
    lines = b"".join(exported.streaming_content).decode().splitlines()
    assert [line.split(",")[0] for line in lines] == ["Titre", "Pas encore lu", "Registre numérisé"]


def test_the_report_costs_the_same_for_any_number(
    administrator: Client, django_assert_max_num_queries: Callable
) -> None:
    for _ in range(2):
        scan()
    administrator.get(reverse(REPORT))  # what is cached once
    with django_assert_max_num_queries(20) as few:
        administrator.get(reverse(REPORT))
    for _ in range(3):
        scan()
    with django_assert_max_num_queries(len(few)):
        administrator.get(reverse(REPORT))


def test_another_try_reads_what_can_be_read_now(administrator: Client, settings) -> None:
    settings.MEDIA_READING_SECONDS = 0.01
    made = document(pdf_saying("Délibération"))
    again = reverse("media_read_again", args=[made.pk])
    response = administrator.post(again, {"next": reverse(REPORT)}, follow=True)
    assert response.redirect_chain[0][0] == reverse(REPORT)
    assert "n’a pas pu être lu" in response.content.decode()
    assert Reading.objects.get().problem == Reading.Problem.TOO_SLOW
    settings.MEDIA_READING_SECONDS = 120.0
    response = administrator.post(again, {"next": "https://ailleurs.example/"}, follow=True)
    assert response.redirect_chain[0][0] == reverse(REPORT)
    assert "a été lu" in response.content.decode()
    assert Reading.objects.get().text == "Délibération"


def test_only_those_who_may_change_a_document_see_and_read_it(client: Client) -> None:
    made = scan(title="Registre numérisé", collection=root_collection().add_child(name="Bureau"))
    other = root_collection().add_child(name="Atelier")
    group = Group.objects.create(name="Atelier")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    # Wagtail asks for the permissions of its own model, whichever stands in its place.
    change = Permission.objects.get(
        content_type__app_label="wagtaildocs", codename="change_document"
    )
    GroupCollectionPermission.objects.create(group=group, collection=other, permission=change)
    user = UserFactory()
    user.groups.add(group)
    client.force_login(user)
    page = client.get(reverse(REPORT))
    assert page.status_code == 200
    assert "Registre numérisé" not in page.content.decode()
    again = reverse("media_read_again", args=[made.pk])
    assert client.post(again).status_code == 404
    assert client.get(again).status_code == 405
    client.logout()
    assert client.post(again).status_code == 302
    assert client.get(reverse(REPORT)).status_code == 302


def test_a_file_of_another_format_is_never_read(administrator: Client) -> None:
    made = PublicDocumentFactory()
    assert administrator.post(reverse("media_read_again", args=[made.pk])).status_code == 404


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: document(pdf_saying("Bilan")), "Il n’a pas encore été lu."),
        (scan, "peut-être a-t-il été numérisé"),
        (PublicDocumentFactory, None),
    ],
    ids=["unread", "scan", "text"],
)
def test_the_form_of_a_document_says_what_was_read(
    administrator: Client, make: Callable, words: str | None
) -> None:
    page = administrator.get(reverse("wagtaildocs:edit", args=[make().pk])).content.decode()
    assert ("Texte pour la recherche" in page) == (words is not None)
    assert (words or "") in page


def test_the_form_of_a_document_says_how_much_was_read(administrator: Client) -> None:
    made = document(odt_saying("a" * 1_234), name="a.odt")
    read_document(document=made)
    page = administrator.get(reverse("wagtaildocs:edit", args=[made.pk])).content.decode()
    assert "1\u202f234 caractères" in page or "1\xa0234 caractères" in page
    assert "Documents sans texte" not in page.split("Texte pour la recherche")[1]


def test_the_command_reads_what_is_missing_and_names_what_cannot_be_read() -> None:
    document(pdf_saying("Délibération"))
    document(pdf(), title="Registre numérisé")
    out, errors = run()
    assert "2 documents read, 1 without text." in out
    assert errors.startswith("Registre numérisé (bilan-")
    assert Reading.objects.count() == 2
    assert "0 documents read" in run()[0]
    assert "2 documents read" in run("--again")[0]


def test_an_interrupted_command_goes_on_where_it_was(monkeypatch) -> None:
    first, second, third = (document(pdf_saying(word)) for word in ("Un", "Deux", "Trois"))
    seen: list[int] = []

    def interrupted_at_second(*, document: PublicDocument) -> Reading | None:
        if len(seen) == 1:
            raise KeyboardInterrupt
        seen.append(document.pk)
        return read_document(document=document)

    monkeypatch.setattr(read_documents, "read_document", interrupted_at_second)
    with pytest.raises(CommandError, match="Interrupted after 1 of 3"):
        run()
    assert list(Reading.objects.values_list("pk", flat=True)) == [first.pk]
    monkeypatch.undo()
    run()
    order: list[int] = []
    monkeypatch.setattr(
        read_documents, "read_document", lambda *, document: order.append(document.pk)
    )
    run("--again")
    assert order == [first.pk, second.pk, third.pk]

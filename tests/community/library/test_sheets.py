"""Shared documents name the sheet that they are about, and the sheet leads to them."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from community.library.models import SharedDocument
from tests.community.library.test_sharing import SHARE, answers, signed_in
from tests.factories.experiences import SheetFactory, theme
from tests.factories.library import SharedDocumentFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    below = theme("eclairage", parent=theme("energie"))
    return SheetFactory(title="Baisser l’éclairage", themes=[below])


def beside(client: Client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_sheet_leads_to_the_form_with_its_address_and_themes(sheet, read, as_user) -> None:
    way = f"{SHARE}?fiche={sheet.pk}"
    assert f'href="{way}"' in beside(Client(), sheet)
    page = read(way, as_user(UserFactory()))
    assert page.select_one("#id_sheet_address")["value"] == sheet.full_url
    ticked = [box["value"] for box in page.select('input[name="themes"][checked]')]
    assert ticked == [str(theme("energie").pk)]
    client = as_user(UserFactory())
    client.post(SHARE, answers(sheet_address=page.select_one("#id_sheet_address")["value"]))
    assert SharedDocument.objects.get().sheet_id == sheet.pk


@pytest.mark.parametrize("key", ["0", "x", "²", "9" * 12, ""])
def test_an_address_that_names_no_sheet_begins_with_nothing(read, as_user, key: str) -> None:
    page = read(f"{SHARE}?fiche={key}", as_user(UserFactory()))
    assert not page.select_one("#id_sheet_address").get("value")


@pytest.mark.parametrize("written", ["{url}", "{path}", "{url}?from=mail#cout"])
def test_a_sheet_is_named_by_its_address_and_lists_the_document(
    sheet, settings, read, written: str
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    address = written.format(url=f"http://testserver{sheet.url}", path=sheet.url)
    signed_in(UserFactory()).post(SHARE, answers(sheet_address=address))
    document = SharedDocument.objects.get()
    assert document.sheet_id == sheet.pk
    assert document.title not in beside(Client(), sheet)  # it is held
    document = SharedDocumentFactory(sheet=sheet)
    assert document.get_absolute_url() in beside(Client(), sheet)
    page = read(document.get_absolute_url())
    assert page.select_one(f'dd a[href="{sheet.url}"]').get_text() == "Baisser l’éclairage"


@pytest.mark.parametrize("address", ["/nulle-part/", "/", "https://[", "https://ailleurs.example/"])
def test_what_is_no_address_of_a_sheet_is_told(sheet, address: str) -> None:
    page = signed_in(UserFactory()).post(SHARE, answers(sheet_address=address))
    assert "Aucune fiche de ce site n’est à cette adresse" in page.content.decode()
    assert not SharedDocument.objects.exists()


@pytest.mark.parametrize(
    "hidden", [{"held": True}, {"draft": True}, {"members_only": True}, {"withdrawn": True}]
)
def test_a_sheet_shows_nothing_that_not_everybody_may_read(sheet, hidden: dict) -> None:
    document = SharedDocumentFactory(sheet=sheet, title="Xylophonie", **hidden)
    for client in (Client(), signed_in(document.author)):
        assert "Xylophonie" not in beside(client, sheet)


def test_a_document_names_no_sheet_that_is_not_public(sheet, read, as_user) -> None:
    document = SharedDocumentFactory(sheet=sheet)
    PageViewRestriction.objects.create(page=sheet, restriction_type="login")
    assert sheet.title not in read(document.get_absolute_url()).get_text()
    client = as_user(document.author)
    page = read(f"/documents-partages/{document.pk}/modifier/", client)
    assert sheet.title not in page.get_text()
    assert not page.select_one("#id_sheet_address").get("value")


def test_a_deleted_sheet_leaves_its_documents(sheet, read) -> None:
    document = SharedDocumentFactory(sheet=sheet)
    sheet.delete()
    document.refresh_from_db()
    assert document.sheet is None
    read(document.get_absolute_url())

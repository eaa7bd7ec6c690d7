"""Who may keep an answer, and how a browser asks whether it has changed."""

import pytest

from tests.factories.experiences import DossierFactory, SheetFactory

pytestmark = pytest.mark.django_db


def test_a_page_for_a_visitor_without_cookie_may_be_kept_a_minute(client) -> None:
    response = client.get(SheetFactory().get_url())
    assert "public" in response["Cache-Control"]
    assert "max-age=60" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]
    assert not response.cookies


def test_a_page_for_a_member_is_the_members_own(member) -> None:
    response = member.get(SheetFactory(complete=True).get_url())
    assert "private" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


def test_errors_and_redirections_are_not_kept(client) -> None:
    sheet = SheetFactory(draft=True)
    for address in (sheet.get_url(), "/gestion/"):
        assert "public" not in client.get(address)["Cache-Control"]


def test_what_has_not_changed_is_not_sent_again(client) -> None:
    sheet = SheetFactory(revised=True)
    response = client.get(sheet.get_url())
    again = client.get(sheet.get_url(), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert "public" in again["Cache-Control"]


def test_what_has_changed_is_sent_even_when_another_page_changed(client) -> None:
    sheet = SheetFactory(title="Avant")
    dossier = DossierFactory(pages=[sheet], revised=True)
    response = client.get(dossier.get_url())
    sheet.title = "Après"
    sheet.save()
    again = client.get(dossier.get_url(), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 200
    assert "Après" in again.content.decode()


def test_a_page_says_when_its_own_text_changed(client) -> None:
    assert client.get(SheetFactory(revised=True).get_url()).has_header("Last-Modified")

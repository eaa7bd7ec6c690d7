"""The card of a page: for public pages only, at an address that changes with it."""

import contextlib
import io

import pytest
from PIL import Image
from wagtail.models import PageViewRestriction

from experiences.public.cards import card_path, first_theme
from tests.factories.experiences import (
    AidFactory,
    EventFactory,
    NewsFactory,
    SheetFactory,
    ThemePageFactory,
    home,
)

pytestmark = pytest.mark.django_db


def path(page) -> str:
    return card_path(page, theme=first_theme(page))


def test_the_card_is_a_picture_for_networks_that_caches_may_keep(client) -> None:
    response = client.get(path(SheetFactory()))
    picture = Image.open(io.BytesIO(b"".join(response.streaming_content)))
    assert picture.size == (1200, 630)
    response.close()
    assert "public" in response["Cache-Control"]


def test_drafts_and_private_and_unknown_pages_have_no_card(client) -> None:
    draft, private = SheetFactory(draft=True), SheetFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for address in (
        path(draft),
        path(private),
        "/cartes/999999.jpg",
        "/cartes/999999-abc.jpg",
        "/cartes/99999999999999999999.jpg",
    ):
        assert client.get(address).status_code == 404


def test_an_address_from_before_a_change_leads_to_the_present_card(client) -> None:
    sheet = SheetFactory(title="Avant")
    before = path(sheet)
    sheet.title = "Après"
    sheet.save()
    assert path(sheet) != before
    response = client.get(before)
    assert response.status_code == 302
    assert response.url == path(sheet)
    assert client.get(f"/cartes/{sheet.pk}.jpg").url == path(sheet)


@pytest.mark.parametrize("factory", [NewsFactory, AidFactory, EventFactory, ThemePageFactory, home])
def test_every_type_has_a_card(client, factory) -> None:
    with contextlib.closing(client.get(path(factory()))) as response:
        assert response.status_code == 200


def test_a_long_hostile_title_is_drawn(client) -> None:
    sheet = SheetFactory(title="<b>" + "é" * 240 + "😀")
    with contextlib.closing(client.get(path(sheet))) as response:
        assert response.status_code == 200

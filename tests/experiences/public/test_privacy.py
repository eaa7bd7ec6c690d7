"""What nobody sees who should not: drafts, expired, private, other sites' pages."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction, Site

from home.models import HomePage
from tests.factories.experiences import (
    AidFactory,
    DossierFactory,
    EventFactory,
    ResourceFactory,
    SheetFactory,
    ThemePageFactory,
    home,
)

pytestmark = pytest.mark.django_db
FACTORIES = [
    SheetFactory,
    DossierFactory,
    ResourceFactory,
    ThemePageFactory,
    AidFactory,
    EventFactory,
]


@pytest.mark.parametrize("factory", FACTORIES)
def test_a_draft_is_not_found(client, factory) -> None:
    assert client.get(factory(draft=True).get_url()).status_code == 404


def test_an_expired_page_is_gone_before_the_command_runs(client) -> None:
    sheet = SheetFactory(expire_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert client.get(sheet.get_url()).status_code == 404


def test_a_private_page_asks_who_one_is(client, member) -> None:
    sheet = SheetFactory(title="Fiche réservée")
    PageViewRestriction.objects.create(page=sheet, restriction_type="login")
    response = client.get(sheet.get_url())
    assert response.status_code == 302
    assert "Fiche réservée" in member.get(sheet.get_url()).content.decode()


def test_the_mirror_of_a_private_page_is_private_too(client, mirrored) -> None:
    sheet = SheetFactory(title="Fiche réservée")
    twin = mirrored(sheet)
    PageViewRestriction.objects.create(page=sheet, restriction_type="login")
    assert client.get(twin.get_url()).status_code == 302
    assert sheet.slug not in client.get("/sitemap.xml").content.decode()


def test_a_private_page_is_in_no_list(client) -> None:
    secret = SheetFactory(title="Fiche réservée")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    others = [
        DossierFactory(pages=[secret]),
        ThemePageFactory(examples=[("page", secret)]),
        SheetFactory(),
    ]
    for page in others:
        assert "Fiche réservée" not in client.get(page.get_url()).content.decode()


def test_a_private_dossier_is_not_named_on_its_sheets(client) -> None:
    sheet = SheetFactory()
    dossier = DossierFactory(pages=[sheet], title="Dossier réservé")
    PageViewRestriction.objects.create(page=dossier, restriction_type="login")
    assert "Dossier réservé" not in client.get(sheet.get_url()).content.decode()


def test_pages_of_another_site_are_not_listed_here(client) -> None:
    root = home().get_parent()
    other = root.add_child(instance=HomePage(title="Ailleurs", slug="ailleurs"))
    Site.objects.create(hostname="ailleurs.example", root_page=other)
    foreign = SheetFactory(parent=other, title="Fiche d’ailleurs")
    cache.clear()
    page = DossierFactory(pages=[foreign])
    assert "Fiche d’ailleurs" not in client.get(page.get_url()).content.decode()
    assert client.get(f"/cartes/{foreign.pk}.jpg").status_code == 404
    assert "ailleurs" not in client.get("/flux/").content.decode()


def test_the_words_of_a_draft_do_not_leak_before_publication(client, django_user_model) -> None:
    sheet = SheetFactory(title="Version publiée")
    sheet.title = "Version en chantier"
    sheet.save_revision()
    body = client.get(sheet.get_url()).content.decode()
    assert "Version publiée" in body
    assert "chantier" not in body

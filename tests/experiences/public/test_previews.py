"""Editors see a draft as visitors will, for each type, before it is ever saved."""

import pytest
from django.test import RequestFactory

from tests.factories.experiences import (
    AidFactory,
    ContentFactory,
    DossierFactory,
    EventFactory,
    NewsFactory,
    PillarPageFactory,
    ResourceFactory,
    SheetFactory,
    ThemePageFactory,
    catalogue,
    theme,
)

pytestmark = pytest.mark.django_db
FACTORIES = [
    SheetFactory,
    DossierFactory,
    ResourceFactory,
    NewsFactory,
    AidFactory,
    EventFactory,
    ContentFactory,
    ThemePageFactory,
    PillarPageFactory,
]


@pytest.mark.parametrize("factory", FACTORIES)
def test_a_draft_is_previewed_and_not_offered_to_search_engines(factory) -> None:
    page = factory(draft=True, title="En préparation")
    response = page.make_preview_request()
    body = response.rendered_content
    assert response.status_code == 200
    assert "En préparation" in body
    assert 'content="noindex"' in body
    assert "/cartes/" not in body
    assert "ld+json" not in body


def test_the_latest_words_are_previewed_with_their_children() -> None:
    sheet = SheetFactory(complete=True)
    sheet.title = "Version en chantier"
    sheet.results.first().text = "Inchangé"
    draft = sheet.save_revision().as_object()
    assert "Version en chantier" in draft.make_preview_request().rendered_content


def test_a_page_that_was_never_saved_is_previewed() -> None:
    parent = catalogue("experience")
    sheet = SheetFactory.build(title="Toute neuve", parent=None, slug="toute-neuve")
    sheet.themes = [theme()]
    sheet.locale = parent.locale
    sheet.depth, sheet.path = parent.depth + 1, f"{parent.path}0001"
    sheet.set_url_path(parent)
    request = RequestFactory().get("/experiences/toute-neuve/", headers={"host": "localhost"})
    assert "Toute neuve" in sheet.make_preview_request(request).rendered_content


def test_the_preview_panel_counts_words_and_checks_accessibility(admin_client) -> None:
    sheet = SheetFactory(draft=True)
    session = admin_client.cookies["sessionid"].value
    headers = {"host": "localhost", "cookie": f"sessionid={session}"}
    request = RequestFactory().get("/", headers=headers)
    for in_panel in (True, False):
        response = sheet.make_preview_request(
            request, extra_request_attrs={"in_preview_panel": in_panel}
        )
        # What the panel reads words and faults with.
        assert ("<wagtail-userbar>" in response.rendered_content) == in_panel

"""An address that was published keeps leading to its page."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.factories.experiences import ContentFactory, SheetFactory, catalogue, home

pytestmark = pytest.mark.django_db


def redirects():
    return {
        redirect.old_path: redirect.redirect_page.url_path
        for redirect in Redirect.objects.select_related("redirect_page")
    }


def test_new_slug_redirects(client, django_capture_on_commit_callbacks) -> None:
    sheet = SheetFactory(slug="ancien-nom", revised=True)
    sheet.slug = "nouveau-nom"
    with django_capture_on_commit_callbacks(execute=True):
        sheet.save_revision().publish()
    response = client.get("/experiences/ancien-nom/")
    assert response.status_code == 301
    assert response.url.endswith("/experiences/nouveau-nom/")


def test_moved_subtree_redirects(client, django_capture_on_commit_callbacks) -> None:
    parent = ContentFactory(slug="guide")
    child = ContentFactory(slug="etape", parent=parent)
    shelf = ContentFactory(slug="aide")
    with django_capture_on_commit_callbacks(execute=True):
        parent.move(shelf, pos="last-child")
    child.refresh_from_db()
    assert redirects() == {"/guide": parent_path(parent), "/guide/etape": child.url_path}
    assert client.get("/guide/etape/").url.endswith("/aide/guide/etape/")


def parent_path(page) -> str:
    page.refresh_from_db()
    return page.url_path


def test_new_slug_of_a_catalogue_redirects_its_sheets(
    client, django_capture_on_commit_callbacks
) -> None:
    SheetFactory(slug="eclairage")
    parent = catalogue("experience")
    parent.slug = "fiches"
    with django_capture_on_commit_callbacks(execute=True):
        parent.save()
    assert client.get("/experiences/eclairage/").url.endswith("/fiches/eclairage/")


def test_draft_leaves_no_redirect(django_capture_on_commit_callbacks) -> None:
    home()
    sheet = SheetFactory(slug="brouillon", draft=True)
    sheet.slug = "autre-brouillon"
    with django_capture_on_commit_callbacks(execute=True):
        sheet.save()
    assert "/experiences/autre-brouillon" not in redirects()

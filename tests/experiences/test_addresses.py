"""An address that was published keeps leading to its page."""

import json

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from experiences.models import ExperiencePage, NewsPage
from tests.experiences.ways import create_url, sheet_form
from tests.factories.experiences import ContentFactory, SheetFactory, catalogue, home
from tests.factories.members import UserFactory

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


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Œuilly éteint ses rues", "oeuilly-eteint-ses-rues"),
        ("Les œuvres de Lætitia", "les-oeuvres-de-laetitia"),
        ("À L’Haÿ-les-Roses", "a-lhay-les-roses"),
    ],
)
def test_a_page_without_an_address_gets_one_with_its_ligatures(title: str, slug: str) -> None:
    parent = catalogue("experience")
    for expected in (slug, f"{slug}-2"):
        page = NewsPage(title=title, live=False)
        parent.add_child(instance=page)
        assert page.slug == expected


def test_an_address_that_was_chosen_stays() -> None:
    sheet = SheetFactory(title="Œuilly éteint ses rues", slug="eclairage")
    sheet.save()
    assert sheet.slug == "eclairage"


def test_the_form_proposes_the_address(client) -> None:
    client.force_login(UserFactory(editor=True))
    form = client.get(create_url()).context["form"]
    widget = form.fields["slug"].widget
    formatters = json.loads(widget.attrs["data-w-slug-formatters-value"])
    assert form.fields["title"].widget.attrs["data-w-sync-target-value"] == "#id_slug"
    assert formatters == [[["œ", "giu"], "oe"], [["æ", "giu"], "ae"]]


def test_a_title_without_a_letter_needs_an_address(client) -> None:
    client.force_login(UserFactory(editor=True))
    response = client.post(create_url(), sheet_form(title="💡 !", slug=""))
    assert response.context["form"].errors == {"slug": ["Champ requis."]}
    assert not ExperiencePage.objects.exists()


def test_the_form_left_without_an_address_gives_one(client) -> None:
    client.force_login(UserFactory(editor=True))
    client.post(create_url(), sheet_form(title="Œuilly éteint ses rues", slug=""))
    assert ExperiencePage.objects.get(locale=Locale.get_default()).slug == "oeuilly-eteint-ses-rues"

"""The frame of every page: menu, search box, languages."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template import engines
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Locale, Page, PageViewRestriction, Site

from home.models import HomePage
from ui.navigation import navigation

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    """The French home page of the default site, the only one."""
    Page.objects.filter(depth=2).delete()
    root = Page.get_first_root_node()
    page = root.add_child(
        instance=HomePage(title="Terrain commun", slug="accueil", locale=french())
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=page, is_default_site=True)
    return page


def french() -> Locale:
    return Locale.objects.get_or_create(language_code="fr")[0]


def render(page: Page | None = None, path: str = "/", template: str = "base.html") -> str:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    request.resolver_match = None
    context = {"page": page} if page else {}
    # Templates break lines between attributes.
    return " ".join(engines["django"].get_template(template).render(context, request).split())


BESIDE = ["Communauté", "Documents partagés"]  # no pages of the tree


def menu(page: Page) -> list[str]:
    request = RequestFactory().get("/")
    return [link.title for link in navigation(request, page).menu]


def child(home: HomePage, title: str, *, in_menu: bool = True, live: bool = True) -> Page:
    page = Page(title=title, show_in_menus=in_menu, live=live, locale=home.locale)
    return home.add_child(instance=page)


def test_the_menu_holds_live_children_of_the_home_page_that_are_shown_in_menus(home) -> None:
    child(home, "Expériences")
    child(home, "Brouillon", live=False)
    child(home, "Accessibilité", in_menu=False)
    html = render(home)
    header, footer = html.split("<main", 1)
    assert "Expériences" in header
    assert "Accessibilité" not in header
    assert "Accessibilité" in footer
    assert "Brouillon" not in html


def test_the_menu_holds_every_child_in_the_order_of_the_tree_and_nothing_else(home) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    beside = home.get_parent().add_child(
        instance=HomePage(title="Common ground", slug="home", locale=english)
    )
    child(beside, "Experiences")
    first = child(home, "Expériences")
    first.add_child(instance=Page(title="Œuilly", show_in_menus=True, locale=home.locale))
    taken_out = child(home, "Brèves")
    child(home, "Dossiers")
    taken_out.delete()
    child(home, "Actualités").move(first, pos="left")
    assert menu(home) == ["Actualités", "Expériences", "Dossiers", *BESIDE]
    Page.objects.child_of(home).delete()
    assert menu(home) == BESIDE


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_the_menu_holds_nothing_that_is_private(home, kind: str) -> None:
    private = child(home, "Réservé")
    child(home, "Réservé à l’équipe", in_menu=False)
    child(home, "Dossiers")
    for page in (private, Page.objects.get(title="Réservé à l’équipe")):
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="secret")
    assert "Réservé" not in render(home)
    assert menu(home) == ["Dossiers", *BESIDE]
    PageViewRestriction.objects.create(page=home, restriction_type=kind, password="secret")
    assert menu(home) == BESIDE


def test_the_menu_costs_the_same_whatever_its_length(home, django_assert_num_queries) -> None:
    child(home, "Expériences")
    render(home)
    with CaptureQueriesContext(connection) as few:
        render(home)
    for number in range(8):
        child(home, f"Rubrique {number}", in_menu=number % 2 == 0)
    with django_assert_num_queries(len(few)):
        render(home)


def test_the_section_of_the_page_is_marked(home) -> None:
    section = child(home, "Dossiers")
    inside = section.add_child(instance=Page(title="Eau", locale=home.locale))
    assert 'aria-current="page">Dossiers' in render(section)
    assert 'aria-current="true">Dossiers' in render(inside)
    assert "aria-current" not in render(home)


def test_another_language_offers_the_same_page_or_its_home(home) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    section = child(home, "Dossiers")
    assert 'hreflang="en"' not in render(section)
    english_home = home.copy_for_translation(english)
    english_home.save_revision().publish()
    assert 'href="/en/" lang="en" hreflang="en"' in render(section)
    translated = section.copy_for_translation(english)
    translated.slug = "features"
    translated.save()
    assert 'href="/en/" lang="en"' in render(section)  # a draft is not offered
    translated.save_revision().publish()
    assert 'href="/en/features/" lang="en"' in render(section)
    with override("en"):
        html = render(translated)
    assert '<html lang="en">' in html
    assert 'href="/dossiers/" lang="fr" hreflang="fr"' in html


def test_no_page_has_inline_script_or_style(home) -> None:
    html = render(home)
    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html
    assert html.count("<script") == html.count('<script type="module" src=')

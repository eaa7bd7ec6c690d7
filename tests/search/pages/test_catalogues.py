"""Catalogues: the search with its kind fixed, at addresses of its own."""

import json
import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from wagtail.models import Locale, PageViewRestriction, Site

from search.models import CataloguePage
from taxonomy.models import Theme
from tests.factories.experiences import catalogue
from tests.factories.taxonomy import ThemeFactory
from tests.search.pages.fake import FakeEngine

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheets(lit: FakeEngine) -> CataloguePage:
    page = catalogue("experience")
    page.summary = "Ce que des territoires ont fait."
    page.save()
    return page


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def title(page: str) -> str:
    found = re.search("<title>(.*?)</title>", page)
    assert found
    return found[1]


def test_only_its_kind_is_found_and_the_facet_is_not_offered(
    client: Client, sheets: CataloguePage, lit: FakeEngine
) -> None:
    page = html(client, sheets.url)
    assert lit.asked[-1].selected == {"type": ("experience",)}
    assert 'name="type"' not in page
    assert "25" in page.split('data-part="status"')[1].split("</p>")[0]
    html(client, f"{sheets.url}?type=dossier")
    assert lit.asked[-1].selected == {"type": ("experience",)}


def test_one_theme_and_one_pillar_have_pages_of_their_own(
    client: Client, sheets: CataloguePage, lit: FakeEngine
) -> None:
    theme = html(client, f"{sheets.url}theme/eclairage-public/")
    assert lit.asked[-1].selected == {"type": ("experience",), "theme": ("eclairage-public",)}
    pillar = html(client, f"{sheets.url}pilier/implication-habitants/")
    assert lit.asked[-1].selected["pilier"] == ("implication-habitants",)
    everything = html(client, sheets.url)
    assert len({title(theme), title(pillar), title(everything)}) == 3
    for page in (theme, pillar, everything):
        assert "noindex" not in page
        assert page.count("<h1") == 1
    assert "Éclairage public" in title(theme)
    assert (
        f'<link rel="canonical" href="http://testserver{sheets.url}theme/eclairage-public/">'
        in (theme)
    )


def test_descriptions_are_unique(client: Client, sheets: CataloguePage) -> None:
    found = {
        re.search('<meta name="description" content="(.*?)"', html(client, sheets.url + path))[1]
        for path in ("", "theme/eclairage-public/", "pilier/implication-habitants/")
    }
    assert len(found) == 3
    assert all(found)


def test_the_query_string_of_one_theme_points_to_its_page(
    client: Client, sheets: CataloguePage
) -> None:
    page = html(client, f"{sheets.url}?theme=eclairage-public")
    assert f'rel="canonical" href="http://testserver{sheets.url}theme/eclairage-public/"' in page


@pytest.mark.parametrize(
    "address",
    [
        "?q=public",
        "?tri=date",
        "?theme=eclairage-public&taille=moins-de-3500",
        "?theme=eclairage-public&theme=mobilite",
        "theme/eclairage-public/?annee=2001",
        "theme/mobilite/",  # no sheet bears it
    ],
)
def test_other_combinations_are_not_listed(
    client: Client, sheets: CataloguePage, address: str
) -> None:
    assert '<meta name="robots" content="noindex, follow">' in html(client, sheets.url + address)


def test_later_pages_are_listed_with_their_own_address(
    client: Client, sheets: CataloguePage
) -> None:
    page = html(client, f"{sheets.url}theme/eclairage-public/?page=2")
    assert "noindex" not in page
    assert f'href="http://testserver{sheets.url}theme/eclairage-public/?page=2"' in page


@pytest.mark.parametrize("path", ["theme/licornes/", "pilier/licornes/", "theme/", "theme/%00/"])
def test_unknown_subjects_are_not_found(client: Client, sheets: CataloguePage, path: str) -> None:
    assert client.get(sheets.url + path).status_code == 404


def test_filters_lead_from_the_theme_s_page_to_the_catalogue(
    client: Client, sheets: CataloguePage
) -> None:
    page = html(client, f"{sheets.url}theme/eclairage-public/")
    assert f'<form action="{sheets.url}" method="get" data-filters' in page
    assert re.search('name="theme" value="eclairage-public" checked', page)
    assert f'class="chip" href="{sheets.url}"' in page


def test_structured_data_lists_what_is_shown(client: Client, sheets: CataloguePage) -> None:
    page = html(client, sheets.url)
    data = json.loads(re.search('<script type="application/ld.json">(.*?)</script>', page)[1])
    [collection] = [node for node in data["@graph"] if node["@type"] == "CollectionPage"]
    assert collection["mainEntity"]["numberOfItems"] == 10
    assert collection["mainEntity"]["itemListElement"][0]["name"] == "Éclairage public 1"


def test_an_empty_catalogue_says_so(client: Client, engine: FakeEngine) -> None:
    page = html(client, catalogue("dossier").url)
    assert 'class="empty"' in page
    assert "noindex" in page


def test_the_sitemap_has_the_pages_that_hold_something(sheets: CataloguePage) -> None:
    places = [entry["location"] for entry in sheets.get_sitemap_urls()]
    assert [place.removeprefix(sheets.full_url) for place in places] == [
        "",
        "theme/eclairage-public/",
        "theme/energie-et-environnement/",
        "pilier/implication-habitants/",
    ]


def test_a_published_page_below_keeps_its_address(client: Client, sheets: CataloguePage) -> None:
    assert sheets.get_url_parts()[2] == "/experiences/"
    assert client.get("/experiences/inconnue/").status_code == 404


@pytest.mark.parametrize("nasty", ["\0", "💡", "é" * 10_000, "0", "-1"])
def test_nasty_values_give_a_page(client: Client, sheets: CataloguePage, nasty: str) -> None:
    for name in ("q", "theme", "type", "annee", "page", "tri", "lieu", "commune", "perimetre"):
        assert client.get(sheets.url, {name: nasty}).status_code == 200


def test_visitors_get_no_cookie(client: Client, sheets: CataloguePage) -> None:
    response = client.get(sheets.url)
    assert not response.cookies
    assert "public" in response["Cache-Control"]


def test_an_editor_previews_it(sheets: CataloguePage) -> None:
    response = sheets.make_preview_request()
    assert response.status_code == 200
    assert sheets.summary in response.content.decode()


def test_a_translated_catalogue_names_its_other_language(
    client: Client, sheets: CataloguePage
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    sheets.get_parent().specific.copy_for_translation(english).save_revision().publish()
    translated = sheets.copy_for_translation(english)
    translated.title = "Experiences"
    translated.save_revision().publish()
    Site.clear_site_root_paths_cache()
    page = html(client, f"{sheets.url}theme/eclairage-public/")
    address = f"{translated.full_url}theme/eclairage-public/"
    assert f'<link rel="alternate" hreflang="en" href="{address}">' in page
    assert 'property="og:title"' in page
    assert "/flux/themes/eclairage-public/" in page


def card(client: Client, address: str) -> str:
    """The path of the card that the page at `address` names."""
    found = re.search('property="og:image" content="(.*?)"', html(client, address))
    assert found
    return urlsplit(found[1]).path


def test_each_of_its_pages_has_a_card_of_its_own(client: Client, sheets: CataloguePage) -> None:
    paths = {
        card(client, sheets.url + path)
        for path in ("", "theme/eclairage-public/", "pilier/implication-habitants/")
    }
    assert len(paths) == 3
    for path in paths:
        response = client.get(path)
        assert response["Content-Type"] == "image/jpeg"
        assert "public" in response["Cache-Control"]
        assert response.getvalue().startswith(b"\xff\xd8")


def test_a_card_from_before_a_change_leads_to_the_present_one(
    client: Client, sheets: CataloguePage
) -> None:
    before = card(client, f"{sheets.url}theme/eclairage-public/")
    Theme.objects.get(slug="eclairage-public").delete()
    assert client.get(before).status_code == 404
    ThemeFactory(slug="eclairage-public", name="Éclairer moins")
    after = card(client, f"{sheets.url}theme/eclairage-public/")
    response = client.get(before)
    assert response.status_code == 302
    assert response.url == after != before


def test_cards_of_what_is_not_public_are_not_found(client: Client, sheets: CataloguePage) -> None:
    theme = card(client, f"{sheets.url}theme/eclairage-public/")
    for path in (
        theme.replace("/theme/", "/taille/"),
        theme.replace("eclairage-public", "licornes"),
        theme.replace(f"/{sheets.pk}/", f"/{sheets.get_parent().pk}/"),
        theme.replace(f"/{sheets.pk}/", "/99999999999999999999/"),
    ):
        assert client.get(path).status_code == 404
    PageViewRestriction.objects.create(page=sheets, restriction_type="login")
    assert client.get(theme).status_code == 404
    PageViewRestriction.objects.all().delete()
    sheets.unpublish()
    assert client.get(theme).status_code == 404


def test_a_translated_card_speaks_its_language(client: Client, sheets: CataloguePage) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    sheets.get_parent().specific.copy_for_translation(english).save_revision().publish()
    translated = sheets.copy_for_translation(english)
    translated.save_revision().publish()
    Site.clear_site_root_paths_cache()
    term = Theme.objects.get(slug="eclairage-public").copy_for_translation(english)
    term.name = "Street lighting"
    term.save()
    path = card(client, f"{translated.url}theme/eclairage-public/")
    # The same card whatever the language of the address: it speaks that of its catalogue.
    for address in (path, path.removeprefix("/en")):
        assert client.get(address).getvalue().startswith(b"\xff\xd8")

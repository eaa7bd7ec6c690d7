"""Untranslated and translated pages: what visitors read, and what search engines are told."""

from datetime import date

import pytest

from tests.factories.experiences import (
    AidFactory,
    DossierFactory,
    EventFactory,
    NewsFactory,
    ResourceFactory,
    SheetFactory,
    ThemePageFactory,
)

pytestmark = pytest.mark.django_db


def alternates(page) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in page.select("head link[hreflang]")}


def test_an_untranslated_page_says_so_in_the_language_of_the_page(read, mirrored) -> None:
    sheet = SheetFactory(title="Éclairer moins")
    twin = mirrored(sheet)
    page = read(twin)
    assert twin.get_url().startswith("/en/")
    assert page.html["lang"] == "en"
    article = page.article
    assert article["lang"] == "fr"
    assert "Éclairer moins" in article.h1.text
    notice = page.select_one("main .alert")
    assert notice.find_parent("article") is None
    assert notice.strong.text == "This page is not translated yet."
    assert page.select_one("link[rel=canonical]")["href"].endswith(sheet.get_url())
    assert "/en/" not in page.select_one("link[rel=canonical]")["href"]
    assert alternates(page) == {}


@pytest.mark.parametrize("factory", [AidFactory, EventFactory])
def test_an_untranslated_aid_or_event_speaks_french(read, mirrored, factory) -> None:
    page = read(mirrored(factory()))
    assert page.html["lang"] == "en"
    assert page.article["lang"] == "fr"
    assert "Jusqu’à quand" in page.article.text or "Quand" in page.article.text
    assert page.select_one("link[rel=canonical]")["href"].startswith("http://localhost/a")


def test_a_translated_aid_speaks_english(read, translated) -> None:
    page = read(translated(AidFactory(closes_on=date(2020, 5, 1), recurrence="yearly")))
    assert "Over since 1 May 2020" in page.article.text.replace("\xa0", " ")
    assert page.article.get("lang") is None


def test_the_french_page_does_not_call_its_mirror_english(read, mirrored) -> None:
    sheet = SheetFactory()
    mirrored(sheet)
    page = read(sheet)
    assert alternates(page) == {}
    assert page.article.get("lang") is None


def test_a_translated_page_and_its_source_name_each_other(read, translated) -> None:
    sheet = SheetFactory()
    twin = translated(sheet, title="Lighting on demand")
    for page in (read(sheet), read(twin)):
        found = alternates(page)
        assert found["fr"].endswith(sheet.get_url())
        assert found["en"].endswith(twin.get_url())
        assert found["x-default"] == found["fr"]
    page = read(twin)
    assert page.article.get("lang") is None
    assert page.h1.text == "Lighting on demand"
    assert page.select_one("main .alert--plain") is None
    assert page.select_one("link[rel=canonical]")["href"].endswith(twin.get_url())


def test_a_draft_translation_is_not_named(read, translated) -> None:
    sheet = SheetFactory()
    twin = translated(sheet)
    twin.unpublish()
    assert alternates(read(sheet)) == {}


def test_the_switcher_leads_to_the_same_page(read, mirrored) -> None:
    sheet = SheetFactory()
    twin = mirrored(sheet)
    assert read(sheet).select_one("header a[hreflang=en]")["href"] == twin.get_url()
    assert read(twin).select_one("header a[hreflang=fr]")["href"] == sheet.get_url()


def test_links_stay_in_the_tree_of_the_reader_and_tell_their_language(
    read, mirrored, translated
) -> None:
    translated_sheet, french_sheet = SheetFactory(), SheetFactory()
    dossier = DossierFactory(pages=[translated_sheet, french_sheet])
    english_sheet = translated(translated_sheet, title="Lighting on demand")
    mirror = mirrored(french_sheet)
    page = read(translated(dossier, title="Light less"))
    results = {one.a["href"]: one.get("lang") for one in page.select(".result")}
    assert results == {english_sheet.get_url(): None, mirror.get_url(): "fr"}


@pytest.mark.parametrize(
    "factory", [SheetFactory, DossierFactory, ResourceFactory, NewsFactory, ThemePageFactory]
)
def test_every_type_has_its_mirror(read, mirrored, factory) -> None:
    page = read(mirrored(factory()))
    assert page.article["lang"] == "fr"


def test_terms_are_named_in_the_language_of_the_page(read, translated, english) -> None:
    sheet = SheetFactory()
    term = sheet.themes.get()
    english_term = term.copy_for_translation(english)
    english_term.name = "Street lighting"
    english_term.save()
    twin = translated(sheet)
    assert read(twin).find("a", href="/en/recherche/?theme=eclairage-public").text == (
        "Street lighting"
    )


def test_an_untranslated_page_is_in_one_language_throughout(read, mirrored) -> None:
    sheet = SheetFactory()
    french = read(sheet).article.get_text(" ", strip=True)
    assert read(mirrored(sheet)).article.get_text(" ", strip=True) == french

"""Finding by words and facets in a real browser, with a script and without."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.states import accessible

LONG_WORD = "anticonstitutionnellement" * 7
# States that no address of test_accessibility shows.
STATES = {
    "homonyms": "/recherche/?lieu=Saint-Denis",
    "no such commune": "/recherche/?lieu=Zzyzx",
    "an order that waits for a commune": "/recherche/?q=eau&tri=proximite",
    "unknown values and page": "/recherche/?theme=licornes&annee=x&page=77&q=eau",
    "long words": f"/recherche/?q={LONG_WORD}&theme={LONG_WORD}",
    "a spelling and filters to drop": "/recherche/?q=eclairaje&etape=arrete&cout=1000000-et-plus",
    "a whole facet": "/recherche/?voir=departement",
}
MOST_ELEMENTS = 600


def count(page: Page) -> int:
    """The number of results that the page states."""
    found = re.search(r"\d+", page.locator('[data-part="status"]').inner_text())
    return int(found[0]) if found else 0


def test_a_village_finds_by_three_facets(site: str, any_page: Page) -> None:
    page = any_page
    page.goto(site)
    page.locator("form[role=search] input[name=q]").fill("éclairage")
    page.locator("form[role=search] input[name=q]").press("Enter")
    expect(page).to_have_url(re.compile(r"/recherche/\?q=%C3%A9clairage"))
    everything = count(page)
    assert everything > 3
    for name, value in (
        ("theme", "eclairage-public"),
        ("taille", "moins-de-3500"),
        ("pilier", "implication-habitants"),
    ):
        page.locator(f'input[name="{name}"][value="{value}"]').check()
    page.locator("form[data-filters] button[type=submit]").click()
    expect(page.locator(".chip")).to_have_count(3)
    few = count(page)
    assert 0 < few < everything
    expect(page.locator(".results > li")).to_have_count(few)
    expect(page.locator(".results")).to_contain_text("Préfailles")
    page.locator(".chip").first.click()
    expect(page.locator(".chip")).to_have_count(2)
    page.locator(".clear").click()
    expect(page).to_have_url(f"{site}/recherche/?q=%C3%A9clairage")
    assert count(page) == everything


def test_a_commune_is_found_by_its_name(site: str, any_page: Page) -> None:
    page = any_page
    page.goto(f"{site}/recherche/?tri=ressemblance")
    page.locator("#lieu-tri").fill("prefailles")
    page.locator("#lieu-tri").press("Enter")
    expect(page).to_have_url(f"{site}/recherche/?commune=44136&tri=ressemblance")
    page.goto(f"{site}/recherche/?lieu=Saint-Denis")
    page.locator('[data-part="hints"] a').first.click()
    expect(page).to_have_url(re.compile(r"commune=\d{5}"))


def test_ticking_changes_the_page_in_place(site: str, page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}/recherche/?q=%C3%A9clairage")
    page.evaluate("window.untouched = true")
    title = page.title()
    box = page.locator('input[name="taille"][value="moins-de-3500"]')
    box.check()
    expect(page).to_have_url(f"{site}/recherche/?q=%C3%A9clairage&taille=moins-de-3500")
    expect(page.locator(".chip")).to_have_count(1)
    expect(box).to_be_focused()
    assert page.title() != title
    assert page.locator("link[rel=canonical]").get_attribute("href") == page.url
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    expect(box).not_to_be_checked()
    page.go_forward()
    expect(page.locator(".chip")).to_have_count(1)
    page.goto(f"{site}/recherche/")
    page.evaluate("window.untouched = true")
    page.locator(".pager [rel=next]").click()
    expect(page).to_have_url(f"{site}/recherche/?page=2")
    expect(page.locator("#resultats")).to_be_focused()
    assert page.evaluate("window.untouched")
    assert errors == []


def test_suggestions_are_chosen_with_the_keyboard(site: str, page: Page) -> None:
    page.goto(site)
    field = page.locator("form[role=search] input[name=q]")
    field.press_sequentially("eclair")
    options = page.locator("form[role=search] [role=option]")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute(
        "aria-activedescendant", options.first.get_attribute("id") or "-"
    )
    assert Axe().run(page).violations_count == 0
    field.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("eclair")
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url(re.compile(r"/(experiences|dossiers|ressources|actualites|themes)/"))


def test_the_commune_field_suggests(site: str, page: Page) -> None:
    page.goto(f"{site}/recherche/")
    page.locator("#lieu").press_sequentially("prefail")
    page.locator("form[data-filters] [role=option]").first.click()
    expect(page).to_have_url(f"{site}/recherche/?commune=44136&perimetre=autour")
    expect(page.locator("#lieu")).to_have_value("Préfailles, Loire-Atlantique")


def test_the_drawer_opens_on_a_phone(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{site}/recherche/?theme=eclairage-public")
    box = page.locator('input[name="theme"][value="eclairage-public"]')
    expect(box).to_be_hidden()
    expect(page.locator(".drawer > summary .pill")).to_contain_text("1")
    page.locator(".drawer > summary").click()
    expect(box).to_be_checked()
    assert Axe().run(page).violations_count == 0
    page.locator('input[name="taille"]').first.check()
    expect(page.locator(".drawer > summary .pill")).to_contain_text("2")
    expect(box).to_be_visible()


@pytest.mark.parametrize("name", STATES)
def test_every_state_is_accessible_and_fits(site: str, page: Page, name: str) -> None:
    page.goto(site + STATES[name])
    accessible(page)


@pytest.mark.parametrize(
    "path",
    [
        "/recherche/",
        "/recherche/?q=eclairage",
        "/recherche/?commune=49007&tri=proximite",
        "/experiences/",
        "/recherche/?type=aide&type=evenement&voir=type",
    ],
)
def test_a_full_page_is_light(site: str, page: Page, path: str) -> None:
    page.goto(site + path)
    assert page.locator("*").count() <= MOST_ELEMENTS

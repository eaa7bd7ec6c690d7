"""A village secretary reaches the page of her town from the home page, on a phone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.states import accessible, follow

FIELD = 'input[name="territoire_nom"]'


def test_a_secretary_finds_the_page_of_her_town(site: str, any_page: Page) -> None:
    page = any_page
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(site)
    page.locator(FIELD).fill("saint denis")
    follow(page.locator(f"form:has({FIELD}) button"))
    expect(page.locator(".alert a")).to_have_count(4)
    follow(page.get_by_role("link", name="Saint-Denis, Aude"))
    expect(page.locator("h1")).to_have_text("Saint-Denis")
    page.goto(f"{site}/territoires/")
    page.locator(FIELD).fill("prefailles")
    follow(page.locator(f"form:has({FIELD}) button"))
    expect(page).to_have_url(f"{site}/territoires/prefailles-44136/")
    expect(page.locator("h1")).to_have_text("Préfailles")
    follow(page.locator(".story h3 a").first)
    expect(page).to_have_url(re.compile("/experiences/"))


def test_suggestions_lead_to_the_page_and_every_state_is_accessible(site: str, page: Page) -> None:
    page.goto(f"{site}/territoires/")
    page.locator(FIELD).press_sequentially("prefail")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Préfailles")
    with page.expect_navigation():
        option.click()
    expect(page).to_have_url(f"{site}/territoires/prefailles-44136/")
    for state in (
        "?territoire_nom=Saint-Denis",
        "?territoire_nom=Zzyzx",
        "nulle-part-99999/",
        # Nothing published, and a name as long as names are.
        "saint-remy-en-bouzemont-saint-genest-et-isson-51513/",
    ):
        page.goto(f"{site}/territoires/{state}")
        accessible(page)

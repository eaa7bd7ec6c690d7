"""An alert from the results to the end of it, in a real browser; axe finds nothing on its pages."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from search.alerts.models import Alert, Watcher
from tests.browser.states import accessible

ADDRESS = "secretariat@mairie-oeuilly.example"
LONG_WORD = "anticonstitutionnellement" * 7
STATES = {
    "form": "/alertes/nouvelle/?q=%C3%A9clairage&theme=eclairage-public",
    "form, nothing found": "/alertes/nouvelle/?q=xyzzyx",
    "form, long words": f"/alertes/nouvelle/?q={LONG_WORD}",
    "form in English": "/en/alertes/nouvelle/?q=lighting",
    "asked": "/alertes/demandee/",
    "deleted": "/alertes/effacee/",
    "link cut": "/alertes/confirmer/12.x/",
    "no such person": "/alertes/inconnue/",
    "leave": "/alertes/inconnue/quitter/",
}


@pytest.mark.parametrize("name", STATES)
def test_every_state_is_accessible_and_fits(site: str, page: Page, name: str) -> None:
    page.goto(site + STATES[name])
    accessible(page)


def link_in_last_mail() -> str:
    found = re.search(r"https?://[^/\s]+(/alertes/confirmer/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def journey(site: str, page: Page, check: Callable[[Page], None]) -> None:
    """From the results to the end of an alert; `check` sees each page on the way."""
    page.goto(f"{site}/recherche/?q=%C3%A9clairage")
    assert page.context.cookies() == []
    page.get_by_role("link", name="Les nouveautés par courriel").click()
    page.locator("main button[type=submit]").click()
    expect(page.locator("[role=alert]")).to_contain_text("adresse")
    check(page)
    page.get_by_label("Votre adresse électronique").fill(ADDRESS)
    page.get_by_label("Chaque jour").check()
    page.locator("main button[type=submit]").click()
    expect(page).to_have_url(f"{site}/alertes/demandee/")

    page.goto(site + link_in_last_mail())
    check(page)
    assert Alert.objects.get().confirmed_at is None
    page.locator("main button[type=submit]").click()
    expect(page.locator("[role=status]")).to_be_visible()
    check(page)
    page.locator("main select").select_option("hebdomadaire")
    page.locator("main button", has_text="Changer le rythme").click()
    expect(page.locator("main select")).to_have_value("hebdomadaire")
    page.locator("main button[value=leave]").click()
    expect(page).to_have_url(f"{site}/alertes/effacee/")
    assert not Watcher.objects.exists()


def test_a_village_watches_a_search_and_leaves(site: str, any_page: Page) -> None:
    journey(site, any_page, lambda page: None)


def test_every_page_on_the_way_is_accessible(site: str, page: Page) -> None:
    journey(site, page, accessible)

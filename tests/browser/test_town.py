"""A village secretary reaches the page of her town from the home page, on a phone."""

import re
from datetime import date, time, timedelta
from decimal import Decimal

from django.utils import timezone
from playwright.sync_api import Page, expect

from territories.models import Territory
from tests.browser.states import accessible, follow
from tests.factories.experiences import AidFactory, EventFactory

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


def dated_pages() -> list[str]:
    """Addresses of aids and events in each state that looks different."""
    today, link = timezone.localdate(), "https://www.bourgognefranchecomte.fr/aides"
    communes = Territory.objects.filter(kind=Territory.Kind.COMMUNE)
    full = AidFactory(
        slug="fonds-complet",
        population_max=3_500,
        who_note="Les syndicats peuvent la demander pour leurs communes.",
        places=list(Territory.objects.filter(kind=Territory.Kind.REGION, code__in=["27", "52"])),
        amount_max=Decimal(50_000),
        share_percent=80,
        amount_note="Le taux dépend des recettes de la commune et de la longueur des voies.",
        recurrence="yearly",
        closes_on=today + timedelta(days=12),
        link=link,
        contact="Direction du numérique et de l’aménagement",
    ).get_url()
    over = AidFactory(recurrence="yearly", closes_on=date(2024, 5, 1), link=link).get_url()
    unknown = AidFactory(recurrence="once", issuer="", covered=True).get_url()
    overseas = EventFactory(
        starts_on=today + timedelta(days=20),
        starts_at=time(9),
        ends_at=time(12, 30),
        territory=communes.get(code="97411"),
        venue="Hôtel de ville, 1 rue Pasteur",
        audience="Élus et agents de communes rurales",
        mode="both",
        register_by=today + timedelta(days=10),
        link=link,
    ).get_url()
    past = EventFactory(report=[("text", "<p>Un forum est à prévoir.</p>")], covered=True).get_url()
    return [
        f"{full}?territoire=44136",
        f"{over}?territoire_nom=Saint-Denis",
        unknown,
        overseas,
        past,
    ]


def test_aids_and_events_are_accessible_in_each_state(site: str, page: Page) -> None:
    for path in dated_pages():
        page.goto(site + path)
        assert page.locator("*").count() <= 600
        accessible(page)

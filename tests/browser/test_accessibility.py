"""axe-core finds nothing on the pages that visitors see, in their states, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PAGES = {
    "home": "/",
    "home in English": "/en/",
    "search, empty": "/recherche/",
    "search, full": "/recherche/?q=%C3%A9clairage",
    "search, filtered": "/recherche/?theme=eclairage-public&taille=moins-de-3500",
    "search, no result": "/recherche/?q=xyzzyx&theme=eau",
    "search, around a commune": "/recherche/?commune=44136&perimetre=autour&tri=proximite",
    "catalogue": "/experiences/",
    "catalogue of a theme": "/experiences/theme/eclairage-public/",
    "sheet": "/experiences/prefailles-eclairage-a-la-demande/",
    "sheet that stopped": "/experiences/le-favril-cabine-teleconsultation/",
    "sheet in English": "/en/experiences/prefailles-eclairage-a-la-demande/",
    "dossier": "/dossiers/villes-territoires-intelligents/",
    "resource": "/ressources/evaluation-maturite-numerique/",
    "news": "/actualites/ruralitic-ateliers-plateforme-2018/",
    "theme": "/themes/energie-environnement/",
    "pillar": "/piliers/valoriser-donnees/",
    "accessibility statement": "/accessibilite/",
    "not found": "/nulle-part/",
    "gallery of components": "/galerie/",
}
WIDTHS = (1280, 375)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(site: str, page: Page, name: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site + PAGES[name])
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name} at {width} px\n{found.generate_report()}"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_at_320_pixels(site: str, page: Page, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site + PAGES[name])
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0, f"{name} is {overflow} px too wide"


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_nothing_of_others_and_breaks_no_policy(site: str, page: Page, name: str) -> None:
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site + PAGES[name], wait_until="networkidle")
    assert [url for url in requests if not url.startswith((site, "data:"))] == []
    assert len(requests) <= 15, requests
    assert page.context.cookies() == []
    if name != "not found":  # the browser itself reports the status 404
        assert errors == []
    assert page.evaluate("document.querySelectorAll('*').length") <= 1500

"""axe-core finds nothing on the pages that visitors see, in their states, wide and narrow, light
and dark, and each of them stays within the budgets of a first visit."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response
from wagtail.models import PageViewRestriction

from experiences.models import ContentPage

PAGES = {
    "home": "/",
    "home in English": "/en/",
    "search, empty": "/recherche/",
    "search, full": "/recherche/?q=%C3%A9clairage",
    "search, filtered": "/recherche/?theme=eclairage-public&taille=moins-de-3500",
    "search, last page": "/recherche/?q=eau&page=2",
    "search, no result": "/recherche/?q=xyzzyx&theme=eau",
    "search, too many filters": "/recherche/?q=energie&region=28&etape=realise&theme=eau",
    "search, around a commune": "/recherche/?commune=44136&perimetre=autour&tri=proximite",
    "search in English": "/en/recherche/?q=lighting",
    "catalogue": "/experiences/",
    "catalogue of a theme": "/experiences/theme/eclairage-public/",
    "catalogue of dossiers": "/dossiers/",
    "catalogue of aids": "/aides/",
    "catalogue of events": "/agenda/",
    "sheet": "/experiences/prefailles-eclairage-a-la-demande/",
    "sheet that stopped": "/experiences/le-favril-cabine-teleconsultation/",
    "sheet overseas": "/experiences/mafate-microreseaux/",
    "sheet without a territory": "/experiences/haropa-dematerialisation/",
    "sheet in English": "/en/experiences/prefailles-eclairage-a-la-demande/",
    "sheet that is not translated": "/en/experiences/mafate-microreseaux/",
    "dossier": "/dossiers/villes-territoires-intelligents/",
    "dossier that is not translated": "/en/dossiers/energie-avec-habitants/",
    "resource": "/ressources/evaluation-maturite-numerique/",
    "news": "/actualites/ruralitic-ateliers-plateforme-2018/",
    "themes": "/themes/",
    "theme": "/themes/energie-environnement/",
    "pillar": "/piliers/valoriser-donnees/",
    "town": "/territoires/prefailles-44136/",
    "intermunicipal body in English": "/en/territoires/ca-caux-seine-agglo-200010700/",
    "community": "/communaute/",
    "community in English": "/en/communaute/",
    "topic of the forum": "/communaute/messages/1/",
    "questions without an answer": "/communaute/sans-reponse/",
    "messages of a member": "/communaute/membres/2/",
    "shared documents": "/documents-partages/",
    "shared documents in English": "/en/documents-partages/",
    "shared documents, none fits": "/documents-partages/?type=etude",
    "shared document with its clauses": "/documents-partages/mots-1/",
    "draft of clauses": "/documents-partages/assembler/?clause=1.0&clause=1.2",
    "draft without clauses": "/documents-partages/assembler/",
    "making an account": "/compte/inscription/",
    "making an account in English": "/en/compte/inscription/",
    "signing in": "/compte/connexion/",
    "forgotten password": "/compte/mot-de-passe/oublie/",
    "terms of use": "/compte/conditions/",
    "accessibility statement": "/accessibilite/",
    "not found": "/nulle-part/",
    "not found in English": "/en/nowhere/",
    "refused": "/refuser/",
    "failed": "/echouer/",
    "password asked": "/licence/",
    "gallery of components": "/galerie/",
}
# Pages with a form that changes something, and the one cookie that such a form needs.
FORMS = {
    "making an account",
    "making an account in English",
    "signing in",
    "forgotten password",
    "password asked",
}
FORM_COOKIES = {"csrftoken"}
# The browser itself reports their status on the console.
ERRORS = {"not found", "not found in English", "refused", "failed"}
VIEWS = ((1280, "light"), (1280, "dark"), (375, "light"))

# Budgets of a first visit: bytes as compressed, requests, elements.
WEIGHT_WITHOUT_LEAD_IMAGE = 150_000
STYLES_AND_SCRIPTS = 60_000
REQUESTS = 15
ELEMENTS = 600


@pytest.fixture
def everything(site: str, settings) -> str:
    """The address of a site where some addresses fail and one page has a password."""
    settings.ROOT_URLCONF = "tests.failing_urls"
    licence = ContentPage.objects.get(url_path="/accueil/licence/")
    PageViewRestriction.objects.create(
        page=licence, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    return site


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light_accessible_and_never_scrolls_sideways(
    everything: str, page: Page, name: str
) -> None:
    """One test for each page: to copy a site and to load its pages takes longer than to look."""
    visit_for_the_first_time(page, everything, name)
    for width, scheme in VIEWS:
        look_with_axe(page, everything, name, width, scheme)
    for width, size in ((320, "100%"), (640, "200%")):
        look_for_sideways(page, name, width, size)


def weight(response: Response) -> int:
    """Bytes of a response as a server sends it: text compressed, the rest as it is."""
    if 300 <= response.status < 400:
        return 0  # a way to another address, without a body
    body = response.body()
    kind = response.headers.get("content-type", "")
    is_text = kind.startswith("text/") or "javascript" in kind or "svg" in kind
    return len(gzip.compress(body)) if is_text else len(body)


def visit_for_the_first_time(page: Page, site: str, name: str) -> None:
    """It is light, asks nothing of others, and keeps nothing."""
    answers: list[Response] = []
    errors: list[str] = []
    page.on("response", lambda answer: answers.append(answer))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site + PAGES[name], wait_until="networkidle")
    urls = [answer.url for answer in answers]
    assert [url for url in urls if not url.startswith((site, "data:"))] == []
    cookies = {cookie["name"] for cookie in page.context.cookies()}
    assert cookies <= (FORM_COOKIES if name in FORMS else set())
    assert errors == [] or name in ERRORS
    if name == "gallery of components":
        return
    assert len(urls) <= REQUESTS, urls
    assert page.locator("*").count() <= ELEMENTS
    weights = {answer: weight(answer) for answer in answers}
    code = [
        bytes_sent
        for answer, bytes_sent in weights.items()
        if answer.request.resource_type in ("script", "stylesheet")
    ]
    assert sum(code) <= STYLES_AND_SCRIPTS
    pictures = [
        bytes_sent
        for answer, bytes_sent in weights.items()
        if answer.headers.get("content-type", "").startswith("image/webp")
    ]
    assert sum(weights.values()) - max(pictures, default=0) <= WEIGHT_WITHOUT_LEAD_IMAGE


def look_with_axe(page: Page, site: str, name: str, width: int, scheme: str) -> None:
    """axe-core finds nothing; loaded anew for another width, since pages may draw by it."""
    is_new = page.viewport_size != {"width": width, "height": 900}
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    if is_new:
        page.goto(site + PAGES[name])
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}, {width} px, {scheme}\n{found.generate_report()}"


def look_for_sideways(page: Page, name: str, width: int, size: str) -> None:
    """At 320 pixels (WCAG 1.4.10), and with text twice as large (1.4.4)."""
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("size => document.documentElement.style.fontSize = size", size)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0, f"{name}, {width} px, text at {size}: {overflow} px too wide"


def test_the_keyboard_goes_from_the_skip_links_to_the_content(site: str, page: Page) -> None:
    page.goto(f"{site}/recherche/?q=eau")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#contenu"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"


@pytest.mark.parametrize(
    "path", ["/", "/recherche/?q=eau", "/experiences/prefailles-eclairage-a-la-demande/"]
)
def test_every_stop_of_the_keyboard_is_seen_and_follows_the_page(
    site: str, page: Page, path: str
) -> None:
    page.goto(site + path)
    stops = page.locator("a[href], button, input, select, summary, [tabindex='0']")
    visible = stops.evaluate_all("all => all.filter(one => one.checkVisibility()).length")
    seen = 0
    last = 0
    for _ in range(visible):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
                const one = document.activeElement;
                const ring = [one, one.closest(".search")].some(
                    (each) => each && getComputedStyle(each).outlineStyle !== "none");
                const order = [...document.querySelectorAll("*")].indexOf(one);
                return {ring, order, body: one === document.body};
            }"""
        )
        if state["body"]:
            break
        assert state["ring"], page.evaluate("document.activeElement.outerHTML")
        assert state["order"] > last
        last = state["order"]
        seen += 1
    assert seen > 20

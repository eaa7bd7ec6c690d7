"""The main job: an editor publishes a sheet, a town finds it by theme, size and pillar."""

from playwright.sync_api import Browser, Page, expect

from search.models import CataloguePage

TITLE = "Œuilly : éteindre l’éclairage public la nuit"
PROPOSED = "oeuilly-eteindre-leclairage-public-la-nuit"
SUMMARY = "Depuis 2024, le village éteint ses lampes de minuit à cinq heures."


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/gestion/")
    page.fill("[name=login]", "moderation@example.org")
    page.fill("[name=password]", "terrain-commun")
    page.locator("main button[type=submit]").click()
    expect(page).to_have_url(f"{site}/gestion/")


def open_new_sheet(page: Page, site: str) -> None:
    catalogue = CataloguePage.objects.get(url_path="/accueil/experiences/")
    page.goto(f"{site}/gestion/pages/{catalogue.pk}/add_subpage/")
    form = page.locator("a[href*='/add/experiences/experiencepage/']")
    if form.count():  # the only type: Wagtail goes straight to its form
        form.first.click()
    expect(page.locator("[name=title]")).to_be_attached()
    # What is typed before Wagtail's scripts have come makes no address.
    page.wait_for_function(
        "() => window.wagtail?.app?.controllers.some(each => each.identifier === 'w-sync')"
    )


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).first.click()


def publish(page: Page) -> None:
    """Through the menu beside "save draft", as Wagtail has it."""
    page.locator(
        "footer [data-w-dropdown-target='toggle'], footer .w-dropdown__toggle"
    ).first.click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_load_state()


def choose_territory(page: Page, asked: str, label: str) -> None:
    page.locator("#id_sheet_territories-ADD").click()
    page.locator("#inline_child_sheet_territories-0 [data-chooser-action-choose]").first.click()
    page.locator(".modal-content [name=q]").fill(asked)
    page.locator(".modal-content a", has_text=label).first.click()
    expect(page.locator(".modal-content")).to_have_count(0)


def tick(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).first.check()


def fill_what_is_missing(page: Page) -> None:
    page.fill("[name=summary]", SUMMARY)
    choose_territory(page, "51480", "Œuilly")
    open_tab(page, "Preuves et sources")
    page.locator("#id_publication_sources-ADD").click()
    page.fill("[name=publication_sources-0-title]", "Délibération du conseil municipal")
    open_tab(page, "Classement")
    tick(page, "Éclairage public")
    tick(page, "Optimiser la gestion des réseaux")
    open_tab(page, "Promotion")
    expect(page.locator("[name=slug]")).to_have_value(PROPOSED)
    page.fill("[name=slug]", "oeuilly-eteindre-la-nuit")


def find_by_the_three_facets(page: Page, site: str) -> None:
    page.goto(f"{site}/recherche/?q=eteindre")
    for name, value in (
        ("theme", "eclairage-public"),
        ("taille", "moins-de-3500"),
        ("pilier", "optimiser-reseaux"),
    ):
        page.locator(f'input[name="{name}"][value="{value}"]').check()
    page.locator("form[data-filters] button[type=submit]").click()
    expect(page.locator(".chip")).to_have_count(3)
    link = page.locator(".results a", has_text=TITLE)
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text(SUMMARY)


def test_published_sheet_is_found_by_the_three_facets(site: str, browser: Browser) -> None:
    editor = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 1000})
    page = editor.new_page()
    sign_in(page, site)
    open_new_sheet(page, site)

    page.fill("[name=title]", TITLE)
    # Proposed a moment after the title is left; who is faster gets an address when it is saved.
    page.locator("[name=title]").blur()
    expect(page.locator("[name=slug]")).to_have_value(PROPOSED)
    publish(page)
    # Refused, said at the fields, and nothing of what was typed is lost.
    expect(page.locator(".messages .error")).to_be_visible()
    expect(page.locator("[id$=-summary-errors]")).not_to_be_empty()
    expect(page.locator("[name=title]")).to_have_value(TITLE)

    fill_what_is_missing(page)
    publish(page)
    expect(page.locator(".messages .success")).to_contain_text(TITLE)
    editor.close()

    for with_javascript in (True, False):
        visitor = browser.new_context(java_script_enabled=with_javascript, locale="fr-FR")
        find_by_the_three_facets(visitor.new_page(), site)
        visitor.close()

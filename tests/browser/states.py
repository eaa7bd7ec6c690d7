"""What every state of a page stands: axe, wide and narrow, light and dark; the W3C checker."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

VIEWS = ((1280, "light"), (1280, "dark"), (320, "light"))

# Name → HTML of the states of one test, for the checker: `conftest.valid`.
seen: dict[str, str] = {}


def follow(way: Locator) -> None:
    """Click, and wait for the page this leads to: read sooner, it would be the former, or empty."""
    with way.page.expect_navigation():
        way.click()


def accessible(page: Page) -> None:
    """Axe finds nothing and nothing scrolls sideways; at the end of the test, the HTML is valid."""
    seen[f"state {len(seen) + 1}, {page.url}"] = page.content()
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{page.url}, {width} px: {overflow} px too wide"
    page.set_viewport_size({"width": 1280, "height": 900})

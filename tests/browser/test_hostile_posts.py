"""Texts that try to make a browser run something, in Chromium without the site's own guard."""

from playwright.sync_api import Page

from community.markup import render
from tests.community.hostile import ACT, HOSTILE


def acts(page: Page, html: str) -> list[str]:
    """What `html` made the browser do: dialogs, and addresses that it asked for."""
    seen: list[str] = []

    def refuse(dialog) -> None:
        seen.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.on("request", lambda request: seen.append(request.url))
    page.set_content(f"<!doctype html><meta charset=utf-8><body>{html}", wait_until="load")
    for link in page.locator("a").all():
        link.dispatch_event("mouseover")
        link.dispatch_event("focus")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    return seen


def test_this_browser_does_run_what_is_not_rendered(page: Page) -> None:
    assert "1" in acts(page, f"<img src=data:, onerror={ACT}>")


def test_no_hostile_text_runs_or_fetches_anything(page: Page) -> None:
    assert acts(page, "\n".join(render(text) for text in HOSTILE)) == []

"""The W3C checker finds nothing on the pages that visitors, members and moderators see."""

import pytest
from playwright.sync_api import APIRequestContext, BrowserContext

from tests.browser.test_accessibility import PAGES
from tests.browser.test_accessibility import everything as everything
from tests.validity.checker import faults

pytestmark = pytest.mark.validity


def sources(request: APIRequestContext, addresses: dict[str, str]) -> dict[str, str]:
    """Name → HTML as it is sent; what is no HTML is left out."""
    answers = {name: request.get(address) for name, address in addresses.items()}
    return {
        name: answer.text()
        for name, answer in answers.items()
        if answer.headers.get("content-type", "").startswith("text/html")
    }


def test_the_checker_finds_nothing_on_what_visitors_see(
    everything: str, context: BrowserContext
) -> None:
    pages = sources(context.request, {name: everything + path for name, path in PAGES.items()})
    assert len(pages) == len(PAGES)
    assert faults(pages) == []

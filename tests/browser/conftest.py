"""A real Chromium on a server of this project, over a database of its own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.states import seen
from tests.demonstration import demonstration_template
from tests.other_database import use_database
from tests.validity import checker

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright's synchronous interface keeps an event loop; Django's guard takes it for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Every test of this folder needs a browser."""
    item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True)
def valid() -> Iterator[None]:
    """What the test has shown to `accessible` is valid HTML too, where the checker can be run."""
    seen.clear()
    yield
    if seen and checker.missing() is None:
        assert checker.faults(seen) == []


@pytest.fixture(scope="session")
def demonstration() -> Path:
    return demonstration_template()


@pytest.fixture
def site(
    demonstration: Path, django_db_setup, django_db_blocker, tmp_path: Path, settings
) -> Iterator[str]:
    """The address of a running site with the demonstration content, its own copy for each test."""
    folder = tmp_path / "site"
    shutil.copytree(demonstration, folder)
    before = connections["default"].settings_dict["NAME"]
    settings.MEDIA_ROOT = folder / "media"
    settings.PRIVATE_MEDIA_ROOT = folder / "private"

    def use(name: str) -> None:
        """Take another database file; the storage looks anew where its uploads are."""
        use_database(name)
        for location in ("base_location", "location"):
            storages["default"].__dict__.pop(location, None)

    use(str(folder / "db.sqlite3"))
    with django_db_blocker.unblock():
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
        use(before)


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def any_page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page with JavaScript, then one without."""
    context = browser.new_context(
        java_script_enabled=request.param == "with JavaScript", locale="fr-FR"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="fr-FR")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()

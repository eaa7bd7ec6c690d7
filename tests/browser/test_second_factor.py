"""A security key and the pages of the second factor, in a real browser; axe finds nothing there."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.states import accessible, follow

ADDRESS = "redaction@example.org"
PASSWORD = "terrain-commun"


@pytest.fixture
def secure_site(site: str, settings) -> str:
    """The site by a name: browsers use security keys for no bare address of a machine."""
    settings.SECOND_FACTOR_REQUIRED = True
    return site.replace("127.0.0.1", "localhost")


@pytest.fixture
def key(context: BrowserContext, page: Page) -> None:
    """A security key that says yes."""
    browser = context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "automaticPresenceSimulation": True,
            }
        },
    )


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/gestion/")
    page.fill("[name=login]", ADDRESS)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()


def prove(page: Page) -> None:
    accessible(page)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()


@pytest.mark.usefixtures("key")
def test_an_editor_adds_a_security_key_and_signs_in_with_it(
    secure_site: str, page: Page, context: BrowserContext
) -> None:
    errors: list[str] = []
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(page, secure_site)
    expect(page).to_have_url(f"{secure_site}/compte/double-verification/")
    accessible(page)
    page.get_by_role("link", name="Ajouter une clé de sécurité").click()
    prove(page)
    accessible(page)
    page.get_by_label("Nom de la clé").fill("Clé du bureau")
    page.get_by_role("button", name="Ajouter cette clé").click()
    expect(page).to_have_url(f"{secure_site}/compte/double-verification/codes-de-secours/")
    accessible(page)
    page.goto(f"{secure_site}/compte/double-verification/cles/")
    expect(page.get_by_text("Clé du bureau").first).to_be_visible()
    accessible(page)
    follow(page.get_by_role("link", name="Renommer"))
    accessible(page)
    page.goto(f"{secure_site}/compte/")
    accessible(page)
    page.get_by_role("button", name="Se déconnecter").click()
    sign_in(page, secure_site)
    expect(page).to_have_url(f"{secure_site}/compte/double-verification/code/")
    accessible(page)
    page.get_by_role("button", name="Utiliser ma clé de sécurité").click()
    expect(page).to_have_url(f"{secure_site}/gestion/")
    # Later, the key proves again who one is.
    page.goto(f"{secure_site}/compte/double-verification/cles/verification/?next=/compte/")
    accessible(page)
    page.get_by_role("button", name="Utiliser ma clé de sécurité").click()
    expect(page).to_have_url(f"{secure_site}/compte/")
    assert errors == []


def test_a_key_that_does_not_answer_is_told(secure_site: str, page: Page, key: None) -> None:
    sign_in(page, secure_site)
    page.get_by_role("link", name="Ajouter une clé de sécurité").click()
    prove(page)
    page.evaluate(
        "() => { navigator.credentials.create = () => Promise.reject(new Error('no key')); }"
    )
    page.get_by_role("button", name="Ajouter cette clé").click()
    expect(page.get_by_role("status")).to_have_text(re.compile("La clé n’a pas répondu"))


def test_an_editor_uses_an_application(secure_site: str, any_page: Page) -> None:
    page = any_page
    sign_in(page, secure_site)
    page.get_by_role("link", name="Utiliser une application").click()
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.locator(".qr svg")).to_be_visible()
    secret = page.locator("main code").inner_text()
    page.fill("[name=code]", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Demander des codes désormais").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes de secours")
    page.get_by_role("link", name="Ouvrir l’administration").click()
    expect(page).to_have_url(f"{secure_site}/gestion/")


def test_pages_of_the_application_are_accessible(secure_site: str, page: Page) -> None:
    sign_in(page, secure_site)
    page.get_by_role("link", name="Utiliser une application").click()
    prove(page)
    accessible(page)
    page.fill("[name=code]", "000000")
    page.get_by_role("button", name="Demander des codes désormais").click()
    expect(page.locator(".alert--danger")).to_be_visible()
    accessible(page)

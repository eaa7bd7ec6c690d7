"""An account from the first question to the new password, in a real browser, with axe."""

import re

from django.conf import LazySettings
from django.core import mail
from playwright.sync_api import Page, expect

from tests.browser.states import accessible, follow
from tests.factories.members import PASSWORD as MEMBER_PASSWORD
from tests.factories.members import UserFactory
from tests.members.openid_server import CLIENT_ID, other_site

ADDRESS = "secretariat@mairie-oeuilly.example"
PASSWORD = "douze lampadaires éteints"
NEW = "treize lampadaires allumés"


def link(site: str) -> str:
    """The link in the last message, on the address where the tests run."""
    (path,) = re.findall(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)
    return site + path


def press(page: Page, name: str) -> None:
    follow(page.locator("main").get_by_role("button", name=name, exact=True))


def fill_in(page: Page) -> None:
    page.get_by_label("Adresse de courriel").fill(ADDRESS)
    page.get_by_label("Nom affiché").fill("Mairie d’Œuilly")
    page.locator("[name=password1]").fill(PASSWORD)
    page.get_by_label("J’accepte les conditions d’utilisation").check()
    press(page, "Créer mon compte")
    expect(page.get_by_role("heading", level=1)).to_have_text("Regardez votre boîte de réception")


def test_a_secretary_makes_an_account_and_is_back_on_her_page(site: str, any_page: Page) -> None:
    page = any_page
    page.goto(f"{site}/experiences/prefailles-eclairage-a-la-demande/")
    page.get_by_role("link", name="Se connecter", exact=True).click()
    page.get_by_role("link", name="Créer un compte").click()
    fill_in(page)
    page.goto(link(site))
    press(page, "Confirmer mon adresse")
    expect(page).to_have_url(f"{site}/experiences/prefailles-eclairage-a-la-demande/")
    page.get_by_role("link", name="Mairie d’Œuilly").click()
    press(page, "Se déconnecter")
    page.goto(f"{site}/compte/connexion/")
    page.get_by_label("Adresse de courriel").fill(ADDRESS)
    page.locator("[name=password]").fill(PASSWORD)
    press(page, "Se connecter")
    expect(page).to_have_url(f"{site}/compte/")


def test_each_page_of_an_account_is_accessible(site: str, page: Page) -> None:
    page.goto(f"{site}/compte/inscription/")
    press(page, "Créer mon compte")
    expect(page.locator(".alert--danger")).to_be_focused()
    accessible(page)
    fill_in(page)
    accessible(page)
    page.goto(link(site))
    accessible(page)
    press(page, "Confirmer mon adresse")
    accessible(page)
    for path in ("nom/", "adresse/", "mot-de-passe/", "conditions/", "deconnexion/", "ailleurs/"):
        page.goto(f"{site}/compte/{path}")
        accessible(page)
    page.goto(f"{site}/compte/adresse/")
    page.get_by_label("Nouvelle adresse de courriel").fill("maire@mairie-oeuilly.example")
    press(page, "Envoyer un message à cette adresse")
    accessible(page)
    page.locator("[name=password]").fill(PASSWORD)
    press(page, "Continuer")
    expect(page.get_by_text("Une adresse attend votre confirmation")).to_be_visible()
    accessible(page)
    for path in ("donnees/", "suppression/"):
        page.goto(f"{site}/compte/{path}")
        accessible(page)
    page.goto(f"{site}/compte/mot-de-passe/oublie/")
    page.get_by_label("Adresse de courriel").fill(ADDRESS)
    press(page, "M’envoyer le lien")
    accessible(page)
    page.goto(link(site))
    press(page, "Choisir ce mot de passe")
    accessible(page)
    page.locator("[name=password1]").fill(NEW)
    press(page, "Choisir ce mot de passe")
    accessible(page)
    for path in ("mot-de-passe/oublie/x-y/", "adresse/confirmer/x/", "ferme/", "ailleurs/annulee/"):
        page.goto(f"{site}/compte/{path}")
        accessible(page)


def test_the_question_about_new_terms_is_accessible(site: str, page: Page) -> None:
    user = UserFactory(agreed=False)
    page.goto(f"{site}/compte/connexion/?next=/compte/nom/")
    page.get_by_label("Adresse de courriel").fill(user.email)
    page.locator("[name=password]").fill(MEMBER_PASSWORD)
    press(page, "Se connecter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Acceptez-vous les conditions d’utilisation ?"
    )
    accessible(page)
    follow(page.get_by_role("link", name="Je ne les accepte pas"))
    accessible(page)
    page.get_by_role("link", name="Revenir à la question").click()
    expect(page).to_have_url(f"{site}/compte/conditions/accepter/")
    press(page, "J’accepte les conditions d’utilisation")
    expect(page).to_have_url(f"{site}/compte/")


def test_a_password_can_be_read_while_it_is_typed(site: str, page: Page) -> None:
    page.goto(f"{site}/compte/connexion/")
    field = page.locator("[name=password]")
    field.fill(PASSWORD)
    page.get_by_role("button", name="Afficher le mot de passe").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Masquer le mot de passe").click()
    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_value(PASSWORD)


def test_the_pages_of_another_site_are_accessible(
    site: str, page: Page, settings: LazySettings, monkeypatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with other_site() as other:
        options = {**settings.OIDC["settings"], "server_url": other.url}
        app = {**settings.OIDC, "name": "ProConnect", "client_id": CLIENT_ID, "settings": options}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        page.goto(f"{site}/compte/connexion/")
        accessible(page)
        other.fails = True
        page.get_by_role("link", name="Se connecter avec ProConnect").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "L’autre site ne vous a pas laissé entrer"
        )
        accessible(page)

"""A secretary alone answers on a phone, is interrupted, resumes by the link, and finishes."""

from playwright.sync_api import Page, expect

from experiences.diagnostic.models import Respondent
from members.organisations.models import Organisation
from territories.models import Territory
from tests.browser.states import accessible, follow
from tests.browser.test_accounts import press
from tests.browser.test_organisations import enter
from tests.factories.organisations import MembershipFactory, OrganisationFactory

PHONE = {"width": 375, "height": 700}


def begin(page: Page, site: str) -> None:
    """From the page for everybody to the first questions about Œuilly."""
    page.goto(f"{site}/autodiagnostic/")
    page.get_by_label("Votre commune ou votre intercommunalité").fill("oeuilly")
    press(page, "Commencer")
    follow(page.get_by_role("main").get_by_role("link", name="Œuilly, Marne"))
    press(page, "Commencer")
    follow(page.get_by_role("main").get_by_role("link", name="Commencer"))


def tick(page: Page, question: str, *answers: str) -> None:
    group = page.get_by_role("group", name=question)
    for answer in answers:
        group.get_by_label(answer, exact=True).check()


def test_a_secretary_is_interrupted_and_resumes_by_the_link(site: str, any_page: Page) -> None:
    page = any_page
    page.set_viewport_size(PHONE)
    begin(page, site)
    tick(page, "Un élu s’occupe-t-il", "Oui, un élu est désigné")
    tick(page, "Ce que vous voulez faire est-il écrit", "Oui, dans un texte de la commune")
    tick(page, "Revenez-vous sur ce texte", "2")
    press(page, "Enregistrer et continuer")
    hours = page.get_by_role("textbox", name="Nombre")
    hours.fill("sept")
    press(page, "Enregistrer et continuer")
    expect(page.get_by_role("alert")).to_contain_text("Saisissez un nombre")
    hours.fill("7,5")
    tick(page, "Pour qui avez-vous prévu", "Rien de tout cela")
    press(page, "Enregistrer et m’arrêter")
    link = page.get_by_label("Lien vers vos réponses").input_value()
    assert link.startswith(f"{site}/autodiagnostic/reponses/")

    page.context.clear_cookies()
    page.goto(link)
    expect(page.get_by_role("main")).to_contain_text("5 sur ")
    follow(page.get_by_role("link", name="Services et démarches"))
    for _ in range(4):
        press(page, "Enregistrer et continuer")
    page.get_by_label("Heures que le territoire").fill("12")
    page.get_by_label("Vous répondez en tant que").select_option(
        label="Secrétariat ou direction générale"
    )
    press(page, "Terminer et voir le résultat")
    expect(page).to_have_url(f"{link}resultat/")
    found = Respondent.objects.get()
    assert found.answers["aide-numerique"] == {"number": "7.5"}
    assert found.answers["publics-absents"] == {"keys": []}
    assert found.round.hours == 12


def test_the_script_hides_what_is_not_asked_and_each_state_is_accessible(
    site: str, page: Page
) -> None:
    page.goto(f"{site}/autodiagnostic/")
    accessible(page)
    page.goto(f"{site}/autodiagnostic/commencer/?territoire_nom=saint-denis")
    accessible(page)
    page.goto(f"{site}/autodiagnostic/commencer/?territoire=51410")
    accessible(page)
    press(page, "Commencer")
    accessible(page)
    overview = page.url
    follow(page.get_by_role("main").get_by_role("link", name="Commencer"))
    conditional = page.get_by_role("group", name="Revenez-vous sur ce texte")
    expect(conditional).to_be_hidden()
    tick(page, "Ce que vous voulez faire est-il écrit", "Oui, dans un texte de la commune")
    expect(conditional).to_be_visible()
    accessible(page)
    press(page, "Enregistrer et continuer")
    group = page.get_by_role("group", name="Pour qui avez-vous prévu")
    group.get_by_label("Qui lit mal le français").check()
    group.get_by_label("Je ne sais pas").check()
    expect(group.get_by_label("Qui lit mal le français")).not_to_be_checked()
    group.get_by_label("Qui lit mal le français").check()
    expect(group.get_by_label("Je ne sais pas")).not_to_be_checked()
    page.get_by_role("textbox", name="Nombre").fill("sept")
    press(page, "Enregistrer et continuer")
    expect(page.locator(".alert--danger")).to_be_focused()
    accessible(page)
    for path in ("", "reprendre/", "terminer/", "supprimer/", "donnees/"):
        page.goto(f"{overview}{path}")
        accessible(page)
    page.goto(f"{site}/autodiagnostic/reponses/inconnu/")
    accessible(page)
    page.goto(overview.replace("/autodiagnostic/", "/en/autodiagnostic/") + "habitants/")
    accessible(page)


def test_each_page_of_members_is_accessible(site: str, page: Page) -> None:
    place = Territory.objects.get(kind="commune", code="51410")
    town: Organisation = OrganisationFactory(territory=place)
    referent = MembershipFactory(referent=True, organisation=town)
    page.goto(f"{site}/autodiagnostic/commencer/?territoire=51410")
    press(page, "Commencer")
    loose = page.url
    enter(page, site, referent.member)
    page.goto(f"{site}/compte/autodiagnostics/")
    accessible(page)
    page.goto(f"{loose}garder/")
    accessible(page)
    page.goto(f"{site}/autodiagnostic/structures/{town.pk}/")
    page.get_by_label("Vous répondez en tant que").select_option(label="Maire, adjointe ou adjoint")
    accessible(page)
    press(page, "Commencer")
    page.goto(f"{page.url}terminer/")
    accessible(page)
    page.goto(f"{loose}garder/")
    press(page, "Les garder avec Œuilly, Marne")
    accessible(page)
    page.goto(f"{site}/compte/autodiagnostics/")
    accessible(page)
    follow(page.get_by_role("link", name="Clore ce tour"))
    accessible(page)
    press(page, "Clore le tour")
    accessible(page)
    page.goto(f"{site}/autodiagnostic/commencer/?territoire=51410")
    accessible(page)

"""Each page on which the self-diagnosis is answered, and what its script adds."""

from playwright.sync_api import Page, expect

from members.organisations.models import Organisation
from territories.models import Territory
from tests.browser.states import accessible, follow
from tests.browser.test_accounts import press
from tests.browser.test_organisations import enter
from tests.factories.organisations import MembershipFactory, OrganisationFactory


def tick(page: Page, question: str, *answers: str) -> None:
    group = page.get_by_role("group", name=question)
    for answer in answers:
        group.get_by_label(answer, exact=True).check()


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
    for path in ("", "reprendre/", "terminer/", "supprimer/", "donnees/", "resultat/"):
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
    page.goto(f"{site}/autodiagnostic/tours/{town.diagnostic_rounds.get().pk}/")
    expect(page.get_by_text("Personne n’a encore terminé")).to_be_visible()
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

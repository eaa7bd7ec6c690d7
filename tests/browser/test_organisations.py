"""A secretary joins her town hall, a referent confirms her, colleagues find her; with axe."""

from playwright.sync_api import Page, expect

from experiences.obligations.models import Notice, Obligation
from members.organisations.models import Membership, Organisation
from territories.models import Territory
from tests.browser.states import accessible
from tests.browser.test_accounts import press
from tests.factories.members import PASSWORD, UserFactory
from tests.factories.obligations import ProofFactory, RecordFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory


def enter(page: Page, site: str, user) -> None:
    page.goto(f"{site}/compte/connexion/")
    page.get_by_label("Adresse de courriel").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    press(page, "Se connecter")
    expect(page).to_have_url(f"{site}/compte/")


def test_a_secretary_joins_her_town_hall_and_is_found(site: str, any_page: Page) -> None:
    page = any_page
    secretary = UserFactory(display_name="Secrétariat d’Œuilly")
    place = Territory.objects.get(kind="commune", code="51410")
    referent = MembershipFactory(referent=True, organisation=OrganisationFactory(territory=place))
    enter(page, site, secretary)
    page.get_by_role("link", name="Mes structures").click()
    page.get_by_role("link", name="Rejoindre une structure").click()
    page.get_by_label("Nom de la commune ou de la structure").fill("oeuilly")
    press(page, "Rechercher")
    page.get_by_role("link", name="Œuilly, Marne").click()
    page.get_by_label("Agente ou agent").check()
    page.get_by_label("Fonction").fill("Secrétaire de mairie")
    press(page, "J’en fais partie")
    expect(page.get_by_text("pas encore confirmé")).to_be_visible()
    page.get_by_role("link", name="Modifier mon profil").click()
    page.get_by_label("Me montrer dans l’annuaire").check()
    press(page, "Enregistrer mon profil")
    page.goto(f"{site}/compte/")
    press(page, "Se déconnecter")
    enter(page, site, referent.member)
    page.goto(f"{site}/compte/structures/")
    page.get_by_role("link", name="Secrétariat d’Œuilly").click()
    page.get_by_label("Cette personne en fait partie").check()
    press(page, "Décider")
    expect(page.get_by_role("status")).to_contain_text("C’est décidé")
    page.goto(f"{site}/annuaire/?q=marne")
    expect(page.get_by_text("Secrétariat d’Œuilly", exact=True)).to_be_visible()
    expect(page.get_by_text("Secrétaire de mairie, Œuilly, Marne")).to_be_visible()
    assert Membership.objects.get(member=secretary).proven_by == "referent"


def test_each_page_about_organisations_is_accessible(site: str, page: Page) -> None:
    place = Territory.objects.get(kind="commune", code="51410")
    organisation = OrganisationFactory(territory=place)
    referent = MembershipFactory(referent=True, organisation=organisation)
    waiting = MembershipFactory(waiting=True, organisation=organisation)
    company = OrganisationFactory(company=True)
    MembershipFactory(member=referent.member, organisation=company, waiting=True)
    enter(page, site, referent.member)
    for path in (
        "compte/structures/",
        f"compte/structures/{organisation.pk}/membres/",
        f"compte/structures/quitter/{waiting.pk}/",
        "compte/structures/rejoindre/",
        "compte/structures/rejoindre/?q=saint-denis",
        "compte/structures/rejoindre/?q=zzzz",
        f"compte/structures/rejoindre/{company.pk}/",
        f"compte/structures/quitter/{referent.pk}/",
        f"compte/structures/demandes/{waiting.pk}/",
        "compte/profil/",
        "annuaire/",
    ):
        page.goto(f"{site}/{path}")
        accessible(page)
    page.goto(f"{site}/compte/structures/rejoindre/{company.pk}/")
    press(page, "J’en fais partie")
    expect(page.locator(".alert--danger")).to_be_focused()
    accessible(page)
    page.goto(f"{site}/compte/profil/")
    page.get_by_label("Me montrer dans l’annuaire").check()
    press(page, "Enregistrer mon profil")
    accessible(page)
    page.goto(f"{site}/annuaire/")
    found = page.locator("main").get_by_text(referent.member.display_name, exact=True)
    expect(found).to_be_visible()
    accessible(page)
    obligations(site, page, organisation)


def obligations(site: str, page: Page, organisation: Organisation) -> None:
    """The same member's pages about obligations, and those of everybody."""
    noted = Obligation.objects.originals().get(slug="open-data")
    ProofFactory(record=RecordFactory(organisation=organisation, obligation=noted))
    Notice.objects.create(
        organisation=organisation,
        obligation=noted,
        before="does-not",
        now="applies",
        reason="Œuilly compte 3 600 habitants : 3 500 habitants ou plus.",
    )
    own = f"obligations/suivi/{organisation.pk}"
    for path in (
        "obligations/?territoire_nom=saint-denis",
        "obligations/?territoire_nom=zzzz",
        "obligations/?territoire=99999",
        "obligations/?territoire=51410&surface=beaucoup",
        "obligations/open-data/?territoire=51410",
        "en/obligations/open-data/",
        f"{own}/",
        f"{own}/faits/",
        f"{own}/{noted.slug}/supprimer/",
    ):
        page.goto(f"{site}/{path}")
        accessible(page)
    page.goto(f"{site}/{own}/base-adresse-locale/")
    press(page, "Noter")
    expect(page.locator(".alert--danger")).to_be_focused()
    accessible(page)
    page.get_by_label("Fait", exact=True).check()
    page.get_by_label("Date").fill("2026-11-02")
    press(page, "Noter")
    press(page, "Créer l’adresse")
    expect(page.get_by_text("/obligations/calendriers/")).to_be_visible()
    accessible(page)

"""A town completes a sheet, an editor accepts it; an answer becomes a draft; with axe."""

from playwright.sync_api import Browser, Page, expect

from community.forum_conversation.models import Post, Topic
from experiences.models import ExperiencePage
from experiences.suggestions.models import Suggestion
from home.answers.asking import ask
from home.answers.models import Request
from members.models import User
from tests.browser.states import accessible
from tests.browser.test_accounts import press
from tests.browser.test_organisations import enter
from tests.browser.test_publishing import sign_in
from tests.factories.community import PostFactory
from tests.factories.members import PASSWORD, UserFactory
from tests.factories.organisations import MembershipFactory

SHEET = "experiences/mafate-microreseaux"


def test_a_town_completes_a_sheet_and_an_editor_accepts_it(
    site: str, any_page: Page, browser: Browser
) -> None:
    page = any_page
    member = MembershipFactory(member=UserFactory(display_name="Mairie d’Œuilly")).member
    page.goto(f"{site}/{SHEET}/")
    page.get_by_role("link", name="Compléter ou corriger cette fiche").click()
    page.get_by_label("Adresse de courriel").fill(member.email)
    page.locator("[name=password]").fill(PASSWORD)
    press(page, "Se connecter")
    page.get_by_role("link", name="Le coût annuel").click()
    press(page, "Envoyer à la rédaction")
    expect(page.locator(".alert--danger")).to_contain_text("Écrivez ce que vous savez")
    page.get_by_label("Montant en euros").fill("2 400,50")
    page.get_by_label("Ce que ce montant couvre").fill("Hors taxes, compte de 2024.")
    page.get_by_label("Me citer sur la fiche").check()
    press(page, "Envoyer à la rédaction")
    expect(page.get_by_role("status")).to_contain_text("Merci")

    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 1000})
    desk = context.new_page()
    sign_in(desk, site)
    desk.get_by_role("link", name="Le coût annuel").first.click()
    desk.get_by_role("button", name="Accepter dans un brouillon").click()
    expect(desk.locator(".messages .success")).to_contain_text("Acceptée")
    expect(desk.locator("[name=yearly_cost]")).to_have_value("2400.50")
    context.close()

    sheet = ExperiencePage.objects.get(url_path=f"/accueil/{SHEET}/")
    assert sheet.yearly_cost is None
    page.goto(f"{site}/completer/")
    expect(page.locator("main")).to_contain_text("Acceptée")
    sheet.get_latest_revision().publish()
    page.goto(f"{site}/{SHEET}/")
    expect(page.locator("main")).to_contain_text("Complété par Mairie d’Œuilly, Seyssins")


def test_an_author_agrees_that_an_answer_becomes_a_draft(site: str, any_page: Page) -> None:
    page, author = any_page, UserFactory()
    post = PostFactory(topic=Topic.objects.order_by("pk").first(), poster=author)
    assert ask(post=post.pk, by=User.objects.get(email="redaction@example.org"))
    enter(page, site, author)
    page.get_by_role("link", name="Mes messages à reprendre").click()
    page.get_by_role("link", name=post.topic.subject[:20]).click()
    press(page, "Oui, en faire une fiche")
    expect(page.get_by_role("status")).to_contain_text("Merci")
    draft = Request.objects.get(post=post).page
    assert (draft.live, draft.owner.email) == (False, "redaction@example.org")


def test_each_page_of_suggestions_is_accessible(site: str, page: Page) -> None:
    sheet = ExperiencePage.objects.get(url_path=f"/accueil/{SHEET}/")
    member, post = UserFactory(), Post.objects.order_by("pk").first()
    Post.objects.filter(pk=post.pk).update(poster=member)
    ask(post=post.pk, by=User.objects.get(email="redaction@example.org"))
    enter(page, site, member)
    for path in (
        "completer/",
        f"completer/{sheet.pk}/",
        f"completer/{sheet.pk}/investissement/",
        f"completer/{sheet.pk}/resultat/",
        f"completer/{sheet.pk}/autre/",
        f"en/completer/{sheet.pk}/debut/",
        "compte/reprises/",
        f"compte/reprises/{Request.objects.get().pk}/",
    ):
        page.goto(f"{site}/{path}")
        accessible(page)
    page.goto(f"{site}/completer/{sheet.pk}/resultat/")
    press(page, "Envoyer à la rédaction")
    expect(page.locator(".alert--danger")).to_be_focused()
    accessible(page)
    page.get_by_label("Le résultat, en une phrase").fill("Six îlets éclairés.")
    page.get_by_label("Mesuré").check()
    press(page, "Envoyer à la rédaction")
    accessible(page)
    assert Suggestion.objects.get().member == member

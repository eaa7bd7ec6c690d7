"""Two towns meet in the forum, from question to moderation; axe finds nothing on the way."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from community.forum_conversation.forum_polls.models import TopicPoll
from community.forum_conversation.models import Topic
from tests.browser.states import accessible, follow
from tests.factories.members import PASSWORD, UserFactory

QUESTION = "Qui a éteint l’éclairage d’un bourg la nuit ?"


@pytest.fixture
def enter(site: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a browser in which a person is signed in."""
    opened: list[BrowserContext] = []

    def enter(email: str, password: str = PASSWORD, *, scripts: bool = True) -> Page:
        context = browser.new_context(locale="fr-FR", java_script_enabled=scripts, base_url=site)
        opened.append(context)
        page = context.new_page()
        page.goto("/compte/connexion/?next=/communaute/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", password)
        page.locator("main form button[type=submit]").click()
        expect(page.locator("h1")).to_have_text("Communauté")
        return page

    yield enter
    for context in opened:
        context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_village_asks_and_a_town_answers(enter, site: str, scripts: bool) -> None:
    UserFactory(email="village@example.org", display_name="Village (essai)")
    UserFactory(email="ville@example.org", display_name="Ville (essai)")
    village = enter("village@example.org", scripts=scripts)
    town = enter("ville@example.org", scripts=scripts)
    moderation = enter("moderation@example.org", "terrain-commun", scripts=scripts)

    village.get_by_role("link", name="Poser une question").click()
    village.get_by_label("Thème").select_option(label="Énergie et environnement")
    village.get_by_label("En une phrase").fill(QUESTION)
    village.get_by_label("Votre situation").fill("Notre **conseil** hésite.")
    village.get_by_text("Ajouter un sondage").click()
    village.get_by_label("Question du sondage").fill("Combien d’heures éteignez-vous ?")
    village.get_by_label("Réponses proposées").fill("Cinq heures\nToute la nuit")
    village.get_by_role("button", name="Aperçu").click()
    expect(village.locator(".preview strong").first).to_have_text("conseil")
    expect(village.locator(".preview")).to_contain_text("Toute la nuit")
    village.get_by_role("button", name="Publier").click()
    expect(village.get_by_role("status")).to_contain_text("La modération le lit")

    approve(moderation)
    town.goto("/communaute/sans-reponse/?page=3")
    follow(town.get_by_role("link", name=QUESTION))
    town.get_by_text("Voir les résultats").click()
    expect(town.get_by_text("Toute la nuit : 0 vote")).to_be_visible()
    follow(town.get_by_role("button", name="Voter"))
    expect(town.locator(".field--bad")).to_contain_text("Choisissez une réponse")
    town.get_by_label("Toute la nuit").check()
    follow(town.get_by_role("button", name="Voter"))
    expect(town.get_by_text("Toute la nuit : 1 vote, 100 %")).to_be_visible()
    town.get_by_label("Ce que votre territoire a fait").fill("Un essai de trois mois.")
    town.get_by_role("button", name="Publier ma réponse").click()
    approve(moderation)

    village.reload()
    answer = village.get_by_role("article", name="Réponse de Ville (essai)")
    answer.get_by_role("button", name="Utile").click()
    answer.get_by_role("button", name="l’accepter").click()
    expect(village.get_by_role("heading", name="Réponse acceptée")).to_be_visible()

    town.reload()
    expect(town.get_by_text("1 personne trouve ce message utile")).to_be_visible()
    town.get_by_role("article", name="Question").get_by_role("link", name="Signaler").click()
    town.get_by_label("Ce qui ne va pas").fill("La question est déjà posée ailleurs.")
    follow(town.get_by_role("button", name="Signaler"))
    moderation.goto("/communaute/moderation/")
    expect(moderation.get_by_text("déjà posée ailleurs")).to_be_visible()
    moderation.get_by_role("link", name="Conserver ce message").click()
    moderation.get_by_label("Motif").fill("Elle concerne les bourgs.")
    moderation.get_by_role("button", name="Conserver").click()
    expect(moderation.get_by_text("Rien n’attend")).to_be_visible()


def approve(page: Page) -> None:
    page.goto("/communaute/moderation/")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("status")).to_contain_text("Le message est publié")


def test_axe_finds_nothing_where_members_write(enter) -> None:
    page = enter("redaction@example.org", "terrain-commun")
    accessible(page)
    page.goto("/communaute/ecrire/")
    page.get_by_text("Ajouter un sondage").click()
    accessible(page)
    page.get_by_label("Question du sondage").fill("Combien ?")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("alert")).to_be_focused()
    accessible(page)
    page.get_by_label("Votre situation").fill("Une **question** :\n\n- un\n- deux")
    page.get_by_label("Réponses proposées").fill("Oui\nNon")
    follow(page.get_by_role("button", name="Aperçu"))
    accessible(page)
    page.goto("/communaute/messages/1/")
    page.get_by_role("button", name="Suivre").click()
    expect(page.get_by_role("button", name="Ne plus suivre")).to_be_visible()
    accessible(page)
    page.goto("/communaute/courriels/")
    accessible(page)
    page.goto("/communaute/messages/1/")
    follow(page.get_by_role("link", name="Citer").first)
    accessible(page)
    page.go_back()
    page.get_by_role("link", name="Modifier").first.click()
    page.get_by_label("Votre situation").fill("Une question mieux dite.")
    page.get_by_role("button", name="Publier").click()
    follow(page.get_by_role("link", name="Versions précédentes"))
    accessible(page)


def test_axe_finds_nothing_where_members_vote(enter) -> None:
    page = enter("redaction@example.org", "terrain-commun")
    page.goto(TopicPoll.objects.earliest("pk").topic.get_absolute_url())
    page.get_by_text("Voir les résultats").click()
    accessible(page)
    follow(page.get_by_role("button", name="Voter"))
    accessible(page)
    page.get_by_label("Toute la nuit").check()
    follow(page.get_by_role("button", name="Voter"))
    page.get_by_text("Changer mon vote").click()
    accessible(page)
    page.goto(f"/communaute/sujets/{Topic.objects.get(first_post=1).pk}/sondage/")
    accessible(page)


def test_axe_finds_nothing_where_moderators_decide(enter) -> None:
    UserFactory(email="village@example.org", display_name="Village (essai)")
    village = enter("village@example.org")
    for text in ("Premier essai", "Second essai"):
        village.goto("/communaute/sujets/1/repondre/")
        village.locator("textarea").fill(text)
        follow(village.get_by_role("button", name="Publier"))
    page = enter("moderation@example.org", "terrain-commun")
    page.goto("/communaute/moderation/")
    accessible(page)
    page.get_by_role("link", name="Refuser").first.click()
    follow(page.get_by_role("button", name="Refuser"))
    accessible(page)
    page.get_by_label("Motif").fill("Dites de quelle commune il s’agit.")
    follow(page.get_by_role("button", name="Refuser"))
    for address in (
        "/communaute/moderation/journal/",
        "/communaute/sujets/1/deplacer/",
        "/communaute/messages/1/supprimer/",
        "/communaute/messages/1/signaler/",
        "/communaute/messages/1/",
    ):
        page.goto(address)
        accessible(page)
    page.goto("/communaute/messages/1/")
    follow(page.locator(".author a").first)
    follow(page.get_by_role("link", name="Signaler ce profil"))
    accessible(page)
    page.get_by_label("Ce qui ne va pas").fill("Un nom qui vend.")
    follow(page.get_by_role("button", name="Signaler"))
    page.goto("/communaute/moderation/")
    accessible(page)
    follow(page.get_by_role("link", name="Effacer ce profil"))
    accessible(page)
    village.goto("/communaute/messages/1/")
    expect(village.get_by_text("Dites de quelle commune")).to_be_visible()
    accessible(village)


def test_the_toolbar_lays_out_what_is_selected(enter) -> None:
    page = enter("redaction@example.org", "terrain-commun")
    page.goto("/communaute/ecrire/")
    field = page.get_by_label("Votre situation")
    field.fill("important")
    field.select_text()
    page.get_by_role("button", name="Gras").click()
    expect(field).to_have_value("**important**")
    field.fill("un\ndeux")
    field.select_text()
    page.get_by_role("button", name="Liste").click()
    expect(field).to_have_value("- un\n- deux")
    field.press("Control+z")
    expect(field).to_have_value("un\ndeux")


def test_who_is_refused_asks_for_another_look(enter) -> None:
    UserFactory(email="village@example.org", display_name="Village (essai)")
    UserFactory(email="seconde@example.org", display_name="Modération (essai)", moderator=True)
    village = enter("village@example.org")
    village.goto("/communaute/sujets/1/repondre/")
    village.locator("textarea").fill("Un essai de trois mois, sans panneau.")
    follow(village.get_by_role("button", name="Publier"))
    first = enter("moderation@example.org", "terrain-commun")
    first.goto("/communaute/moderation/")
    follow(first.get_by_role("link", name="Refuser").first)
    first.get_by_label("Motif").fill("Sans source.")
    follow(first.get_by_role("button", name="Refuser"))

    village.goto("/communaute/messages/1/")
    follow(village.get_by_role("link", name="Demander un autre regard"))
    village.get_by_label("Pourquoi la décision").fill("La délibération est en ligne.")
    accessible(village)
    follow(village.get_by_role("button", name="Demander un autre regard"))
    expect(village.get_by_role("status")).to_contain_text("Une autre personne")

    second = enter("seconde@example.org")
    second.goto("/communaute/moderation/")
    follow(second.locator("a[href*='/recours/']").first)
    expect(second.get_by_text("La délibération est en ligne.")).to_be_visible()
    accessible(second)
    second.get_by_label("L’auteur a raison").check()
    second.get_by_label("Motif").fill("Elle y est bien.")
    follow(second.get_by_role("button", name="Envoyer la réponse"))
    village.goto("/communaute/messages/1/")
    expect(village.get_by_text("Un essai de trois mois, sans panneau.")).to_be_visible()
    expect(village.get_by_text("Demander un autre regard")).to_have_count(0)


def test_moderators_split_a_topic_and_make_one_of_two(enter) -> None:
    page = enter("moderation@example.org", "terrain-commun")
    page.goto("/communaute/sujets/1/repondre/")
    page.locator("textarea").fill("Et pour les bancs publics ?")
    follow(page.get_by_role("button", name="Publier"))
    follow(page.get_by_role("link", name="Séparer"))
    page.get_by_label("Titre du nouveau sujet").fill("Où poser des bancs publics ?")
    accessible(page)
    follow(page.get_by_role("button", name="Séparer"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Où poser des bancs publics ?")
    newer = page.url
    page.goto("/communaute/messages/1/")
    expect(page.get_by_text("Et pour les bancs publics ?")).to_have_count(0)
    follow(page.get_by_role("link", name="Réunir avec un autre sujet"))
    page.get_by_label("Adresse de l’autre sujet").fill("pas une adresse")
    follow(page.get_by_role("button", name="Réunir"))
    accessible(page)
    page.get_by_label("Adresse de l’autre sujet").fill(newer)
    follow(page.get_by_role("button", name="Réunir"))
    expect(page.get_by_text("Et pour les bancs publics ?")).to_be_visible()
    together = page.url
    page.goto(newer)
    expect(page).to_have_url(together)

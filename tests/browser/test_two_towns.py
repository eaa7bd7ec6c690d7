"""Two towns meet: a question finds who may know, a specification is shared and used again."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from community.telling import send_notices
from taxonomy.models import Theme
from tests.browser.states import accessible, follow
from tests.browser.test_forum import approve
from tests.browser.test_forum import enter as enter
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, ProfileFactory
from tests.media.papers import odt_saying

THEME = "energie-environnement"
QUESTION = "Qui a un cahier des charges pour éteindre la nuit ?"
TITLE = "Abaissement de l’éclairage public, douze communes"


@pytest.fixture
def specification(tmp_path: Path) -> Path:
    path = tmp_path / "cahier.odt"
    text = "Article 1. Les candelabres sont abaisses de nuit.", "Contact : M. Essai, 01 02 03 04 05"
    path.write_bytes(odt_saying(*text))
    return path


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_towns_meet(enter, site: str, specification: Path, scripts: bool) -> None:
    UserFactory(email="village@example.org", display_name="Village (essai)")
    known = UserFactory(email="ville@example.org", display_name="Ville (essai)")
    MembershipFactory(member=known)
    ProfileFactory(member=known).themes.add(
        Theme.objects.get(slug=THEME, locale__language_code="fr")
    )
    village = enter("village@example.org", scripts=scripts)
    town = enter("ville@example.org", scripts=scripts)
    moderation = enter("moderation@example.org", "terrain-commun", scripts=scripts)

    ask(village)
    approve(moderation)
    morning = timezone.localtime().replace(hour=9) + timedelta(days=1)  # none is sent at night
    send_notices(now=morning)
    [told] = [one for one in mail.outbox if one.to == ["ville@example.org"]]
    assert QUESTION in told.body
    village.goto("/communaute/sans-reponse/?page=3")
    village.get_by_role("link", name=QUESTION).click()
    expect(village.get_by_text("Signalée à 1 membre")).to_be_visible()
    question = village.url

    share(town, specification)
    moderation.goto("/communaute/moderation/")
    follow(moderation.get_by_role("button", name="Publier"))
    town.reload()
    document = town.url

    town.goto(question)
    town.get_by_label("Ce que votre territoire a fait").fill(f"Le nôtre : {document}")
    town.get_by_role("button", name="Publier ma réponse").click()
    approve(moderation)
    village.reload()
    answer = village.get_by_role("article", name="Réponse de Ville (essai)")
    answer.get_by_role("button", name="l’accepter").click()
    expect(village.get_by_role("heading", name="Réponse acceptée")).to_be_visible()

    use_again(village, document)
    village.get_by_role("link", name="Signaler").click()
    village.get_by_label("Ce qui ne va pas").fill("Un nom est resté à la page 2.")
    follow(village.get_by_role("button", name="Signaler"))
    moderation.goto("/communaute/moderation/")
    expect(moderation.get_by_text("Un nom est resté")).to_be_visible()
    moderation.get_by_role("link", name="Conserver ce document").click()
    moderation.get_by_label("Motif").fill("C’est le nom d’une entreprise.")
    moderation.get_by_role("button", name="Conserver").click()
    expect(moderation.get_by_text("Rien n’attend")).to_be_visible()


def ask(page: Page) -> None:
    page.get_by_role("link", name="Poser une question").click()
    page.get_by_label("Thème").select_option(label="Énergie et environnement")
    page.get_by_label("En une phrase").fill(QUESTION)
    page.get_by_label("Votre situation").fill("Notre conseil hésite.")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("status")).to_contain_text("La modération le lit")


def share(
    page: Page, specification: Path, look: Callable[[Page], None] = lambda page: None
) -> None:
    page.goto("/documents-partages/")
    page.get_by_role("link", name="Partager un document").click()
    page.get_by_label("Titre").fill(TITLE)
    page.get_by_label("De quel type de document").select_option(label="Cahier des charges")
    page.get_by_label("À quoi sert-il").fill("Pour baisser l’éclairage d’un groupement.")
    page.get_by_label("Fichier", exact=False).first.set_input_files(specification)
    page.get_by_label("Énergie et environnement").check()
    page.get_by_label("Année").fill("2024")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("01 02 03 04 05")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Je l’ai relu").click()
    expect(page.get_by_role("status")).to_contain_text("enregistré")


def use_again(page: Page, document: str) -> None:
    page.goto(document)
    page.get_by_role("link", name="Nous l’avons réutilisé").click()
    page.get_by_label("À quoi vous a-t-il servi").fill("Notre appel d’offres de 2026")
    page.get_by_role("button", name="Le dire").click()
    expect(page.get_by_text("Notre appel d’offres de 2026")).to_be_visible()


def test_axe_finds_nothing_where_documents_are_shared(enter, specification: Path) -> None:
    page = enter("redaction@example.org", "terrain-commun")
    share(page, specification, look=accessible)
    accessible(page)
    document = page.url
    for way in ("modifier/", "retirer/"):
        page.goto(f"/documents-partages/{document.rstrip('/').rpartition('-')[2]}/{way}")
        accessible(page)
    page = enter("moderation@example.org", "terrain-commun")
    page.goto("/communaute/moderation/")
    accessible(page)
    follow(page.get_by_role("button", name="Publier").first)
    page.goto(document)
    accessible(page)
    page.get_by_role("link", name="Nous l’avons réutilisé").click()
    follow(page.get_by_role("button", name="Le dire"))
    accessible(page)
    page.goto("/documents-partages/")
    accessible(page)

"""A village from its name to what to do next: a secretary alone, her town hall, a year later.

Alone she is walked with in French and, on a shorter way, in English.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from experiences.diagnostic.models import Edition, QuestionnaireText, Respondent, Round
from territories.models import Territory
from tests.browser.states import accessible, follow
from tests.browser.test_accounts import press
from tests.browser.test_diagnosis import tick
from tests.browser.test_organisations import enter
from tests.factories.diagnostic import RespondentFactory, RoundFactory, answering
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.media.papers import pdf

# 801 inhabitants, Corrèze.
VILLAGE = "19273"
# What a mayor and a technician do not answer alike.
ASKED = "Avant d’acheter un logiciel ou un équipement, écrivez-vous votre besoin ?"
YES, NO = "Oui, même en quelques lignes", "Non, nous partons de l’offre"


@dataclass(frozen=True)
class Words:
    """What a language calls what she reads, follows and presses."""

    home: str
    her_town: str
    see_it: str
    obligations: str
    everything: str
    begin_here: str
    begin_for: str
    begin: str
    link: str
    go_on: str
    download: str


FRENCH = Words(
    home="/",
    her_town="Votre commune ou intercommunalité",
    see_it="Voir sa page",
    obligations="Toutes les obligations",
    everything="Tout sur ce territoire",
    begin_here="Commencer l’autodiagnostic",
    begin_for="Commencer pour Turenne",
    begin="Commencer",
    link="Lien vers vos réponses",
    go_on="Continuer",
    download="Télécharger",
)
ENGLISH = Words(
    home="/en/",
    her_town="Your commune or intermunicipal body",
    see_it="See its page",
    obligations="All obligations",
    everything="Everything about this territory",
    begin_here="Begin the self-diagnosis",
    begin_for="Begin for Turenne",
    begin="Begin",
    link="Link to your answers",
    go_on="Go on",
    download="Download",
)
# Words that no name of a place has, and no English sentence.
FRENCH_WORDS = (
    "vous",
    "votre",
    "vos",
    "nous",
    "pour",
    "dans",
    "avec",
    "une",
    "des",
    "cette",
    "que",
    "qui",
)


def village() -> Territory:
    return Territory.objects.get(kind="commune", code=VILLAGE)


@pytest.fixture
def telephone(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Takes a telephone in hand that knows nothing."""
    opened: list[BrowserContext] = []

    def take(*, has_javascript: bool) -> Page:
        context = browser.new_context(
            java_script_enabled=has_javascript,
            locale="fr-FR",
            viewport={"width": 375, "height": 700},
        )
        opened.append(context)
        return context.new_page()

    yield take
    for context in opened:
        context.close()


@pytest.mark.parametrize(
    "has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"]
)
def test_a_secretary_goes_from_her_town_to_a_document_to_use_again(
    site: str, telephone: Callable[..., Page], has_javascript: bool
) -> None:
    page = telephone(has_javascript=has_javascript)
    begin(page, site, FRENCH)
    answer_by_keyboard(page)
    link = page.get_by_label(FRENCH.link).input_value()
    assert link.startswith(f"{site}/autodiagnostic/reponses/")

    page = telephone(has_javascript=has_javascript)
    page.goto(link)
    expect(page.get_by_role("main")).to_contain_text("4 sur ")
    follow(page.get_by_role("main").get_by_role("link", name=FRENCH.go_on, exact=True))
    answer_the_rest(page)
    expect(page).to_have_url(f"{link}resultat/")
    found = Respondent.objects.get()
    assert found.answers["aide-numerique"] == {"number": "7.5"}
    assert found.answers["publics-absents"] == {"keys": []}
    assert found.round.hours == 20

    expect(page.get_by_text("Vos points forts")).to_contain_text("Portage et stratégie")
    expect(page.get_by_text("Vos points faibles :")).to_contain_text("Réseaux et sobriété")
    expect(page.locator(".weak li:has(a[href^='/experiences/'])").first).to_contain_text(
        "habitants"
    )
    use_the_result(page, site, FRENCH)
    page.go_back()
    follow(page.locator(".weak a[href^='/documents-partages/']").first)
    download(page, site, FRENCH)


def test_a_secretary_goes_the_same_way_in_english(
    site: str, telephone: Callable[..., Page]
) -> None:
    page = telephone(has_javascript=False)
    begin(page, site, ENGLISH)
    tick(page, "Does an elected official look after", "No, nobody")
    press(page, "Save and stop here")
    link = page.get_by_label(ENGLISH.link).input_value()
    assert link.startswith(f"{site}/en/autodiagnostic/reponses/")

    page = telephone(has_javascript=False)
    page.goto(link)
    check_language(page, ENGLISH)
    follow(page.get_by_role("main").get_by_role("link", name=ENGLISH.go_on, exact=True))
    finish = page.get_by_role("button", name="Finish and see the result")
    while not finish.count():
        for question in page.locator("fieldset:has([type=radio])").all():
            question.get_by_role("radio").first.check()
        press(page, "Save and go on")
    check_language(page, ENGLISH)
    page.get_by_label("Hours that the town").fill("20")
    press(page, "Finish and see the result")
    expect(page).to_have_url(f"{link}resultat/")
    use_the_result(page, site, ENGLISH)
    # Towns share theirs in French: none is among what fits, the library has them all.
    follow(page.get_by_role("contentinfo").get_by_role("link", name="Shared documents"))
    check_language(page, ENGLISH)
    follow(page.locator(".results a").first)
    download(page, site, ENGLISH)


def begin(page: Page, site: str, words: Words) -> None:
    """From the home page by her town and what it must do to the first questions."""
    page.goto(f"{site}{words.home}")
    page.get_by_label(words.her_town).fill("turenne")
    press(page, words.see_it)
    expect(page).to_have_url(f"{site}{words.home}territoires/turenne-{VILLAGE}/")
    check_language(page, words)
    follow(page.get_by_role("link", name=words.obligations))
    expect(page.locator("h1")).to_contain_text("Turenne")
    check_language(page, words)
    follow(page.get_by_role("link", name=words.everything))
    follow(page.get_by_role("link", name=words.begin_here))
    check_language(page, words)
    follow(page.get_by_role("link", name=words.begin_for))
    check_language(page, words)
    press(page, words.begin)
    follow(page.get_by_role("main").get_by_role("link", name=words.begin))
    check_language(page, words)


def use_the_result(page: Page, site: str, words: Words) -> None:
    """Three actions, the result to print and to count with, a sheet of a likely town."""
    check_language(page, words)
    expect(page.locator(".steps > li")).to_have_count(3)
    for name, kind in (("PDF", "application/pdf"), ("CSV", "text/csv")):
        address = page.get_by_role("link", name=f"({name})").get_attribute("href")
        answer = page.request.get(f"{site}{address}")
        assert address.startswith(f"{words.home}autodiagnostic/")
        assert answer.ok and answer.headers["content-type"].startswith(kind)
    follow(page.locator(f".weak a[href^='{words.home}experiences/']").first)
    expect(page).to_have_url(re.compile(f"{words.home}experiences/"))
    check_language(page, words)


def download(page: Page, site: str, words: Words) -> None:
    """A document of another town, to use again."""
    check_language(page, words)
    file = page.get_by_role("main").get_by_role("link", name=words.download).first
    assert page.request.get(f"{site}{file.get_attribute('href')}").ok


def check_language(page: Page, words: Words) -> None:
    """In English nothing is left in French without saying so."""
    if words is ENGLISH:
        assert left_in_french(page) == [], page.url


def left_in_french(page: Page) -> list[str]:
    """The texts with French words where the page does not say that they are French."""
    return page.evaluate(
        """french => {
          const left = [];
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const { parentElement, data } = texts.currentNode;
            const isRead = !["SCRIPT", "STYLE"].includes(parentElement.tagName);
            const words = data.toLowerCase().split(/[^\\p{L}]+/u);
            if (isRead && parentElement.closest("[lang]").lang === "en")
              if (words.some(word => french.includes(word))) left.push(data.trim());
          }
          return left;
        }""",
        FRENCH_WORDS,
    )


def answer_by_keyboard(page: Page) -> None:
    """The first section: Tab leads, arrows choose, Enter saves and stops."""
    for question, answer in (
        ("Un élu s’occupe-t-il", "Oui, un élu est désigné"),
        ("Ce que vous voulez faire est-il écrit", "Oui, dans un texte de la commune"),
        ("Revenez-vous sur ce texte", "2"),
        (ASKED, YES),
    ):
        choices = page.get_by_role("group", name=question).get_by_role("radio")
        tab_to(choices.first)
        page.keyboard.press("Space")
        chosen = page.get_by_role("group", name=question).get_by_label(answer, exact=True)
        while not chosen.is_checked():
            page.keyboard.press("ArrowDown")
    tab_to(page.get_by_role("button", name="Enregistrer et m’arrêter"))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus."""
    for _ in range(80):
        wanted.page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"The keyboard does not reach {wanted}.")


def answer_the_rest(page: Page) -> None:
    """Half of the questions, most of them badly; a number is mistyped once."""
    tick(page, "À quel moment les habitants", "Ils l’apprennent une fois que c’est fait")
    hours = page.get_by_role("textbox", name="Nombre")
    hours.fill("sept")
    press(page, "Enregistrer et continuer")
    expect(page.get_by_role("alert")).to_contain_text("Saisissez un nombre")
    hours.fill("7,5")
    tick(page, "Pour qui avez-vous prévu", "Rien de tout cela")
    press(page, "Enregistrer et continuer")
    press(page, "Enregistrer et continuer")
    tick(page, "Que pouvez-vous suivre à distance", "Rien de tout cela")
    tick(page, "Connaissez-vous vos consommations", "Non, il faudrait rouvrir les factures")
    tick(page, "Que faites-vous pour que vos équipements", "Rien de tout cela")
    press(page, "Enregistrer et continuer")
    press(page, "Enregistrer et continuer")
    tick(page, "Si vos ordinateurs étaient bloqués", "Non, ou nous n’en savons rien")
    tick(page, "Demandez-vous comment un équipement", "Non")
    press(page, "Enregistrer et continuer")
    page.get_by_label("Heures que le territoire").fill("20")
    page.get_by_label("Vous répondez en tant que").select_option(
        label="Secrétariat ou direction générale"
    )
    press(page, "Terminer et voir le résultat")


def test_a_mayor_and_a_technician_differ_and_a_year_later_all_has_moved(
    site: str, page: Page
) -> None:
    town = OrganisationFactory(territory=village())
    mayor, technician = (MembershipFactory(organisation=town).member for _ in range(2))
    edition = Edition.objects.get()
    round = RoundFactory(organisation=town, edition=edition)
    first = answering(edition.questionnaire("fr"), weak=("securite",))
    RespondentFactory(round=round, member=mayor, function="mayor", answers=first)

    enter(page, site, technician)
    note_an_obligation(page, site)
    page.goto(f"{site}/compte/autodiagnostics/")
    follow(page.get_by_role("link", name="Ce que vous dites ensemble"))
    expect(page.get_by_role("main")).not_to_contain_text(YES)
    accessible(page)
    page.go_back()
    follow(page.get_by_role("link", name="Répondre aussi"))
    join(page)
    tick(page, ASKED, NO)
    press(page, "Enregistrer et continuer")
    follow(page.get_by_role("link", name="Toutes les étapes"))
    follow(page.get_by_role("link", name="Terminer"))
    press(page, "Terminer et voir le résultat")
    expect(page.get_by_role("main")).to_contain_text("Trop peu de réponses")
    accessible(page)
    follow(page.get_by_role("link", name="Ce que vous dites ensemble"))
    differences = page.get_by_role("region", name="Là où vos réponses diffèrent")
    expect(differences).to_contain_text(f"{YES} : Maire")
    expect(differences).to_contain_text(f"{NO} : Services techniques")
    accessible(page)

    a_year_passes(round)
    asked = ask_otherwise()
    page.goto(f"{site}/compte/autodiagnostics/")
    follow(page.get_by_role("link", name="Ouvrir un tour"))
    join(page)
    expect(page.get_by_role("group", name=ASKED)).to_have_count(0)
    expect(page.get_by_role("group", name="Qui relit ce texte ?")).to_be_visible()
    Respondent.objects.filter(member=technician, finished_at=None).update(
        answers=answering(asked.questionnaire("fr")), finished_at=timezone.now()
    )
    page.goto(f"{site}/compte/autodiagnostics/")
    follow(page.get_by_role("link", name="Ce que vous dites ensemble"))
    progress = page.get_by_role("region", name="Depuis les tours précédents")
    questions = len(list(asked.questionnaire("fr")))
    # One is asked for the first time, one is scored otherwise.
    expect(progress).to_contain_text(f"{questions - 2} questions sur {questions}")
    expect(progress).to_contain_text("Le questionnaire a changé")
    expect(progress.get_by_role("columnheader", name="Évolution")).to_be_visible()
    expect(progress.get_by_role("row", name="Sécurité")).to_contain_text("100 points de plus")
    accessible(page)
    page.goto(f"{site}/compte/autodiagnostics/")
    follow(page.get_by_role("link", name="Ce que vous avez dit ensemble"))
    expect(page.get_by_role("main")).to_contain_text(ASKED)


def note_an_obligation(page: Page, site: str) -> None:
    """From the page of her town: done on a day, with a proof that her town hall alone reads."""
    noted = "Adresses de la commune"
    page.goto(f"{site}{village().get_absolute_url()}")
    follow(page.get_by_role("link", name="Noter où nous en sommes"))
    follow(page.get_by_role("link", name=noted))
    page.get_by_label("Fait", exact=True).check()
    page.get_by_label("Date").fill("2026-03-12")
    page.get_by_label("Preuve").set_input_files(
        {"name": "deliberation.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    press(page, "Noter")
    expect(page.get_by_role("main")).to_contain_text("12 mars 2026")
    follow(page.get_by_role("link", name=noted, exact=True))
    proof = page.get_by_role("link", name="Télécharger la preuve").get_attribute("href")
    assert page.request.get(f"{site}{proof}").ok
    accessible(page)


def join(page: Page) -> None:
    """Answer as the technician, up to the first questions."""
    page.get_by_label("Vous répondez en tant que").select_option(label="Services techniques")
    press(page, "Commencer")
    follow(page.get_by_role("main").get_by_role("link", name="Commencer"))


def a_year_passes(round: Round) -> None:
    before = timezone.now() - timedelta(days=365)
    Round.objects.filter(pk=round.pk).update(opened_at=before, closed_at=before)


def ask_otherwise() -> Edition:
    """A new edition: of the first section one question goes, one is scored otherwise, one comes."""
    text = QuestionnaireText.objects.get(locale__language_code="fr")
    questions = text.sections[0].value["questions"]
    questions.pop(3)
    questions[0].value["choices"][1]["points"] = 0
    always = {"question": "", "answers": ""}
    new = {"key": "relecture", "text": "Qui relit ce texte ?", "condition": always}
    questions.append(("scale", {**questions[2].value, **new}))
    text.save_revision().publish()
    return Edition.objects.current()


def test_whoever_prepares_a_workshop_reads_figures_from_five_towns_on(
    site: str, page: Page
) -> None:
    place = village()
    body = OrganisationFactory(kind="epci", territory=place.epci)
    referent = MembershipFactory(organisation=body, referent=True).member
    edition = Edition.objects.get()
    answers = answering(edition.questionnaire("fr"), weak=("reseaux", "donnees"))
    around = Territory.objects.present().communes().filter(epci=place.epci, population__lt=3500)
    communes = iter(around.exclude(pk=place.pk)[:10])

    def finish(towns: int) -> None:
        for _ in range(towns):
            town = OrganisationFactory(territory=next(communes))
            shared = RoundFactory(organisation=town, edition=edition, shared=True)
            RespondentFactory(round=shared, answers=answers)

    finish(4)
    enter(page, site, referent)
    page.goto(f"{site}/compte/autodiagnostics/")
    follow(page.get_by_role("link", name="Les autodiagnostics de votre territoire"))
    expect(page.get_by_role("main")).to_contain_text("Moins de 5 territoires")
    accessible(page)
    finish(1)
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("5 territoires ont répondu")
    expect(page.get_by_role("row", name="Données")).to_contain_text("environ 0 %")
    accessible(page)

    # Five more, and a visitor of one of them reads what half of the towns of its size reach.
    finish(5)
    own = RespondentFactory(round__territory=place, round__edition=edition, answers=answers)
    page.goto(f"{site}/autodiagnostic/reponses/{own.token}/resultat/")
    compared = page.get_by_role("heading", name="À côté des territoires de votre taille")
    expect(compared).to_be_visible()
    accessible(page)

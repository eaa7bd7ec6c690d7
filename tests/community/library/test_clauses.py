"""Clauses of specifications are cited by anchor, and make a draft that says whose they are."""

import io

import pytest
from django.test import Client
from odfdo import Document

from community.library.assembling import MOST_CHOSEN
from community.library.clauses import MOST, clauses, is_heading, read_keys
from media.document_checking import document_extensions
from tests.factories.library import SharedDocumentFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

TEXT = """Commune de Vitré
Article 1. Objet
Le titulaire entretient l’éclairage.
Article 4.2 – Données
Les données appartiennent à la commune.
Elles sont ouvertes."""
DRAFT = "/documents-partages/assembler/"


@pytest.mark.parametrize(
    "line",
    [
        "Article 1. Objet",
        "ARTICLE 12 : PRIX",
        "Article premier – Objet du marché",
        "Lot n° 2 – Réseau",
        "Chapitre III : Exécution",
        "Annexe A",
        "4.2 Propriété des données",
        "3) Prix et règlement",
        "1. Éclairage",
    ],
)
def test_a_heading_is_known(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Le titulaire entretient l’éclairage.",
        "12 communes du groupement",
        "1. d’abaisser la puissance ;",
        "Article 1. Objet .............. 3",
        "Lot de candélabres",
        "article 12 de la loi du 3 mars, modifié par la suite,",
        "Titre exécutoire",
        "2024",
        "",
        "Article 1 " + "x" * 200,
    ],
)
def test_another_line_is_none(line: str) -> None:
    assert not is_heading(line)


def test_a_clause_is_what_stands_under_its_heading() -> None:
    first, second = clauses(TEXT)
    assert (first.anchor, first.lines) == (
        "clause-article-1-objet",
        ("Le titulaire entretient l’éclairage.",),
    )
    assert second.anchor == "clause-article-42-donnees"
    assert second.text.endswith("Elles sont ouvertes.")


def test_two_clauses_of_one_heading_have_two_anchors_and_there_is_an_end() -> None:
    found = clauses("Article 1. Objet\nA\n" * (MOST + 5))
    assert len({one.anchor for one in found}) == len(found) == MOST


def test_a_text_without_headings_has_no_clauses() -> None:
    assert clauses("Une étude.\nArticle 1. Objet\nRien d’autre.") == []


def test_an_address_chooses_what_it_may() -> None:
    hostile = ["1.2", "1.2", "x.1", "1", "-1.0", "1.²", "9" * 40 + ".1", "3.0"]
    assert read_keys(hostile, MOST_CHOSEN) == [(1, 2), (3, 0)]
    assert len(read_keys([f"1.{number}" for number in range(99)], MOST_CHOSEN)) == MOST_CHOSEN


def test_a_clause_has_its_place_on_the_page(read) -> None:
    page = read(SharedDocumentFactory(says=TEXT).get_absolute_url())
    clause = page.select_one("#clause-article-42-donnees")
    assert "Les données appartiennent à la commune." in clause.get_text()
    assert clause.select_one('a[href="#clause-article-42-donnees"]')


def test_clauses_of_two_towns_make_a_draft_that_names_both(read, client: Client) -> None:
    one = SharedDocumentFactory(says=TEXT, title="Cahier de Vitré")
    other = SharedDocumentFactory(
        says=TEXT, title="Cahier de Seyssins", licence="CC-BY-SA-4.0",
        organisation=OrganisationFactory(),
    )  # fmt: skip
    first, second = f"{one.shown_version.pk}.0", f"{other.shown_version.pk}.1"
    page = read(f"{DRAFT}?clause={first}")
    way = next(a for a in page.select("li a") if "Cahier de Seyssins" in a.get_text())["href"]
    form = read(way).select_one(f'form[action="{DRAFT}"]')
    assert [each["value"] for each in form.select('input[type="hidden"]')] == [first]
    page = read(f"{DRAFT}?clause={first}&clause={second}")
    assert "CC BY-SA" in page.select_one(".alert").get_text()
    response = client.get(page.select_one("a.btn")["href"])
    content = response.content
    assert response["Content-Disposition"].startswith("attachment")
    assert document_extensions(content) == ("odt",)
    text = Document(io.BytesIO(content)).get_formatted_text()
    for words in (
        "Projet de cahier des charges",
        "Le titulaire entretient l’éclairage.",
        "Elles sont ouvertes.",
        "« Cahier de Vitré »",
        "Seyssins, Isère",
        "Licence Ouverte 2.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "#clause-article-42-donnees",
    ):
        assert words in text, words


def test_a_clause_is_left_out_again(read) -> None:
    version = SharedDocumentFactory(says=TEXT).shown_version
    page = read(f"{DRAFT}?clause={version.pk}.0&clause={version.pk}.1")
    ways = [a["href"] for a in page.select("ol.ruled .small a")]
    assert ways == [f"{DRAFT}?clause={version.pk}.1", f"{DRAFT}?clause={version.pk}.0"]


def test_a_draft_of_nothing_says_what_to_do(read, client: Client) -> None:
    assert "Pas encore de clause choisie" in read(DRAFT).get_text()
    assert client.get(f"{DRAFT}projet.odt").status_code == 404


@pytest.mark.parametrize("trait", ["members_only", "held", "draft", "refused"])
def test_clauses_that_one_may_not_read_are_in_no_draft(client: Client, trait: str) -> None:
    document = SharedDocumentFactory(says=TEXT, **{trait: True})
    key = f"{document.versions.get().pk}.0"
    assert "Objet" not in client.get(f"{DRAFT}?clause={key}").content.decode()
    assert client.get(f"{DRAFT}projet.odt?clause={key}").status_code == 404
    client.force_login(UserFactory())
    expected = 200 if trait == "members_only" else 404
    assert client.get(f"{DRAFT}projet.odt?clause={key}").status_code == expected

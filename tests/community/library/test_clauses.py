"""Clauses of specifications are cited by anchor, and make a draft that says whose they are."""

import io

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from odfdo import Document, Header, Paragraph

from community.library import sharing
from community.library.assembling import MOST_CHOSEN
from community.library.clauses import MOST, Clause, clauses, is_heading, read_keys
from media.document_checking import document_extensions
from tests.factories.library import SharedDocumentFactory, VersionFactory
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
        "Lot 1 | Éclairage | 12 000",
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


def test_what_reads_as_a_heading_stands_below_the_marked_one_before() -> None:
    found = clauses("Article 1. Objet\nGénéralités\nArticle 2. Prix\nFerme", [(1, 3)])
    assert [(one.heading, one.level) for one in found] == [
        ("Article 1. Objet", 1),
        ("Généralités", 3),
        ("Article 2. Prix", 4),
    ]


def headed(*lines: tuple[int, str]) -> ContentFile:
    """An ODT as a word processor writes it: level 0 is a paragraph."""
    document = Document("text")
    document.body.clear()
    for level, words in lines:
        document.body.append(Header(level, words) if level else Paragraph(words))
    target = io.BytesIO()
    document.save(target)
    return ContentFile(target.getvalue(), name="cahier.odt")


def test_headings_of_a_text_document_are_clauses_with_their_level(client: Client) -> None:
    file = headed(
        (1, "Cahier des charges"),
        (0, "Commune de Vitré."),
        (2, "Objet"),
        (0, "Le titulaire entretient l’éclairage."),
        (3, "Pannes"),
        (0, "Sous deux jours."),
        (2, ""),
        (1, "Règlement"),
        (0, "À trente jours."),
    )
    document = SharedDocumentFactory()
    version = VersionFactory(document=document, file=file)
    sharing.read(version)
    version.refresh_from_db()
    found = clauses(version.text, version.headings)
    assert [(one.heading, one.level, one.text) for one in found] == [
        ("Cahier des charges", 1, "Commune de Vitré."),
        ("Objet", 2, "Le titulaire entretient l’éclairage."),
        ("Pannes", 3, "Sous deux jours."),
        ("Règlement", 1, "À trente jours."),
    ]
    keys = "&".join(f"clause={version.pk}.{one.number}" for one in found[1:])
    draft = Document(io.BytesIO(client.get(f"{DRAFT}projet.odt?{keys}").content))
    levels = [(int(one.level), str(one.text)) for one in draft.body.headers]
    assert levels[1:4] == [(2, "Objet"), (3, "Pannes"), (2, "Règlement")]


def test_a_heading_as_long_as_a_paragraph_is_none() -> None:
    long = "x" * 200
    assert clauses(f"Objet\n{long}\nPrix", [(0, 1), (1, 1), (2, 1)]) == [
        Clause(0, "clause-objet", "Objet", 1, (long,)),
        Clause(1, "clause-prix", "Prix", 1, ()),
    ]


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

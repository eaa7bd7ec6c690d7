"""Two pages for the council: read as a PDF reader does, whatever was said."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from experiences.diagnostic.models import Respondent
from tests.experiences.diagnostic.test_advice import advice
from tests.factories.diagnostic import (
    ALL_WEAK,
    ALL_WELL,
    NOTHING_KNOWN,
    EditionFactory,
    RespondentFactory,
    RoundFactory,
)
from tests.factories.members import UserFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db


def address_of(respondent: Respondent) -> str:
    return reverse("diagnostic:pdf", args=[respondent.token])


def read(client, respondent: Respondent, prefix: str = "") -> PdfReader:
    response = client.get(prefix + address_of(respondent))
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def text_of(reader: PdfReader) -> str:
    return " ".join(page.extract_text() for page in reader.pages).replace("\n", " ")


@pytest.mark.parametrize("answers", [ALL_WEAK, ALL_WELL, NOTHING_KNOWN, {}])
def test_there_are_two_pages(client, answers) -> None:
    assert len(read(client, RespondentFactory(answers=answers)).pages) == 2


def test_long_texts_that_look_like_markup_are_text_on_two_pages(client) -> None:
    edition = EditionFactory()
    for section in edition.content["fr"]["sections"]:
        section["title"] = "Sécurité #panic() $x$ *gras* <b> des réseaux et des bâtiments " * 2
        section["title"] = section["title"][:100]
        for question in section["questions"]:
            question["text"] = ('Anticonstitutionnellement #eval("1") ' * 9)[:250]
            for one in question.get("choices", []):
                one["text"] = ("Une réponse très longue " * 12)[:200]
    edition.save()
    name = ("Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson #panic() \\ " * 3)[:160]
    commune = CommuneFactory(code="51513", name=name)
    for key in ("donnees", "reseaux", "portage"):
        advice(section=key, action="Publiez #eval " * 11, why="Utile. " * 42)
    round = RoundFactory(edition=edition, territory=commune, hours=2000)
    reader = read(client, RespondentFactory(answers=ALL_WEAK, round=round))
    assert len(reader.pages) == 2
    assert "#panic()" in text_of(reader) and "#eval" in text_of(reader)


@pytest.mark.parametrize("name", ["村落", "\U0001f600 Œuilly", "\u202eVitré", "A\u00adB"])
def test_letters_that_the_typefaces_lack_stop_nothing(client, name) -> None:
    round = RoundFactory(territory=CommuneFactory(code="35360", name=name))
    assert len(read(client, RespondentFactory(round=round)).pages) == 2


def test_it_is_tagged_and_has_a_title_and_a_language(client) -> None:
    reader = read(client, RespondentFactory())
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("fr")
    assert "Seyssins" in reader.metadata.title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_in_english_it_is_english(client) -> None:
    reader = read(client, RespondentFactory(), "/en")
    assert reader.trailer["/Root"]["/Lang"].startswith("en")
    found = text_of(reader)
    assert "Networks and sobriety" in found and "Réseaux" not in found


def test_it_says_the_sections_their_scores_and_what_to_do(client) -> None:
    advice()
    found = text_of(read(client, RespondentFactory()))
    assert "Réseaux et sobriété" in found
    assert "25\u00a0%" in found or "25 %" in found
    assert "Publiez vos adresses" in found


def test_the_secret_link_is_not_printed(client) -> None:
    respondent = RespondentFactory()
    assert respondent.token not in text_of(read(client, respondent))


def test_a_members_document_is_theirs_alone(client) -> None:
    member = UserFactory()
    respondent = RespondentFactory(round__organisation=OrganisationFactory(), member=member)
    assert client.get(address_of(respondent)).status_code == 404
    client.force_login(member)
    assert client.get(address_of(respondent)).status_code == 200

"""What fits a territory where it is weak: of its themes, of towns like it, for anyone to read."""

from dataclasses import dataclass

import pytest
from wagtail.models import PageViewRestriction

from experiences.models import SheetTerritory
from search.fitting import Fitting, fitting
from search.query import SearchQuery
from tests.factories.community import CategoryFactory, TopicFactory
from tests.factories.experiences import ResourceFactory, SheetFactory, commune, theme
from tests.factories.library import SharedDocumentFactory
from tests.factories.territories import CommuneFactory, EpciFactory
from tests.search.pages.fake import FakeDocument, FakeEngine

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Subject:
    key: str
    themes: tuple[str, ...]


WATER, DATA = Subject("reseaux", ("eau",)), Subject("donnees", ("donnees",))


def titles(found: Fitting) -> list[str]:
    return [view.hit.title for view in found.hits]


def sheet(title: str, slug: str = "eau", **more):
    return SheetFactory(title=title, themes=[theme(slug)], **more)


def of(*communes) -> list[SheetTerritory]:
    return [SheetTerritory(territory=one) for one in communes]


def test_each_subject_is_given_what_is_of_its_themes() -> None:
    sheet("Des compteurs qui écoutent")
    sheet("Trois jeux de données", "donnees")
    sheet("Un éclairage", "eclairage-public")
    found = fitting([WATER, DATA], CommuneFactory(), "fr")
    assert titles(found["reseaux"]) == ["Des compteurs qui écoutent"]
    assert titles(found["donnees"]) == ["Trois jeux de données"]
    assert "theme=eau" in found["reseaux"].url and "commune=38486" in found["reseaux"].url


def test_what_is_of_two_subjects_is_given_once() -> None:
    SheetFactory(title="Des compteurs", themes=[theme("eau"), theme("donnees")])
    found = fitting([WATER, DATA], CommuneFactory(), "fr")
    assert (len(found["reseaux"].hits), len(found["donnees"].hits)) == (1, 0)


def test_the_likest_town_comes_first() -> None:
    village = commune("51409", "Oiry", 900)
    town = CommuneFactory(town=True)
    sheet("Chez la ville", sheet_territories=of(town))
    sheet("Chez le village", sheet_territories=of(village))
    found = fitting([WATER], CommuneFactory(village=True), "fr")
    assert titles(found["reseaux"]) == ["Chez le village", "Chez la ville"]


def test_sheets_resources_documents_and_topics_a_few_of_each() -> None:
    water = theme("eau")
    for number in range(5):
        sheet(f"Compteur {number}")
        ResourceFactory(themes=[water])
        SharedDocumentFactory(themes=[water])
        TopicFactory(forum=CategoryFactory(theme=water))
    found = fitting([WATER], CommuneFactory(), "fr")["reseaux"]
    kinds = [view.hit.kind for view in found.hits]
    assert kinds.count("experience") == 3 and kinds[:3] == ["experience"] * 3
    assert {kinds.count(kind) for kind in ("ressource", "document", "discussion")} == {2}


def test_what_is_hidden_fits_nobody() -> None:
    water = theme("eau")
    sheet("Brouillon", draft=True)
    PageViewRestriction.objects.create(page=sheet("Privée"), restriction_type="login")
    SharedDocumentFactory(themes=[water], held=True)
    TopicFactory(forum=CategoryFactory(theme=water, private=True))
    TopicFactory(forum=CategoryFactory(theme=water), approved=False)
    assert titles(fitting([WATER], CommuneFactory(), "fr")["reseaux"]) == []


def test_an_intermunicipal_body_is_given_what_is_of_its_size_first() -> None:
    small = commune("51409", "Oiry", 900)
    sheet("Chez le village", sheet_territories=of(small))
    sheet("Chez la ville", sheet_territories=of(CommuneFactory(town=True)))
    found = fitting([WATER], EpciFactory(), "fr")["reseaux"]
    assert titles(found)[0] == "Chez la ville"
    assert "commune=" not in found.url


@pytest.mark.parametrize("subjects", [[], [Subject("vide", ())]])
def test_nothing_asked_finds_nothing(subjects, django_assert_num_queries) -> None:
    territory = CommuneFactory()
    with django_assert_num_queries(0):
        assert all(not one.hits for one in fitting(subjects, territory, "fr").values())


def test_six_subjects_are_two_questions(monkeypatch) -> None:
    document = FakeDocument("Des données", {"theme": ("donnees",), "type": ("experience",)})
    engine = FakeEngine([document], degraded=True)
    monkeypatch.setattr("search.engines.get_engine", lambda: engine)
    subjects = [Subject(f"s{number}", (f"theme-{number}",)) for number in range(6)]
    fitting(subjects, CommuneFactory(), "fr")
    assert [type(query) for query in engine.asked] == [SearchQuery] * 2


def test_it_costs_the_same_for_one_subject_as_for_two(django_assert_max_num_queries) -> None:
    for number in range(4):
        sheet(f"Compteur {number}")
        sheet(f"Jeu {number}", "donnees")
    territory = CommuneFactory()
    fitting([WATER], territory, "fr")
    counts = []
    for subjects in ([WATER], [WATER, DATA]):
        with django_assert_max_num_queries(25) as counted:
            fitting(subjects, territory, "fr")
        counts.append(len(counted))
    assert counts[0] == counts[1]

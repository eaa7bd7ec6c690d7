"""What fits a territory where it is weak: of its themes, of towns like it, for anyone to read."""

from dataclasses import dataclass
from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from experiences.models import SheetTerritory
from search.fitting import Fitting, fitting
from search.query import SearchQuery
from tests.factories.community import CategoryFactory, TopicFactory
from tests.factories.experiences import AidFactory, ResourceFactory, SheetFactory, commune, theme
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


def test_sheets_aids_resources_documents_and_topics_a_few_of_each() -> None:
    water = theme("eau")
    for number in range(5):
        sheet(f"Compteur {number}")
        AidFactory(themes=[water])
        ResourceFactory(themes=[water])
        SharedDocumentFactory(themes=[water])
        TopicFactory(forum=CategoryFactory(theme=water))
    found = fitting([WATER], CommuneFactory(), "fr")["reseaux"]
    kinds = [view.hit.kind for view in found.hits]
    assert kinds.count("experience") == 3 and kinds[:3] == ["experience"] * 3
    assert {kinds.count(kind) for kind in ("aide", "ressource", "document", "discussion")} == {2}


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
    assert "commune=200040715" in found.url


@pytest.mark.parametrize("subjects", [[], [Subject("vide", ())]])
def test_nothing_asked_finds_nothing(subjects, django_assert_num_queries) -> None:
    territory = CommuneFactory()
    with django_assert_num_queries(0):
        assert all(not one.hits for one in fitting(subjects, territory, "fr").values())


def test_six_subjects_are_three_questions(monkeypatch) -> None:
    document = FakeDocument("Des données", {"theme": ("donnees",), "type": ("experience",)})
    engine = FakeEngine([document], degraded=True)
    monkeypatch.setattr("search.engines.get_engine", lambda: engine)
    subjects = [Subject(f"s{number}", (f"theme-{number}",)) for number in range(6)]
    fitting(subjects, CommuneFactory(), "fr")
    assert [type(query) for query in engine.asked] == [SearchQuery] * 3


def test_it_costs_the_same_for_one_subject_as_for_two(django_assert_max_num_queries) -> None:
    for number in range(4):
        sheet(f"Compteur {number}")
        sheet(f"Jeu {number}", "donnees")
        aid(f"Aide {number}")
    territory = CommuneFactory()
    fitting([WATER], territory, "fr")
    counts = []
    for subjects in ([WATER], [WATER, DATA]):
        with django_assert_max_num_queries(25) as counted:
            fitting(subjects, territory, "fr")
        counts.append(len(counted))
    assert counts[0] == counts[1]


def aid(title: str, **more):
    return AidFactory(title=title, themes=[theme("eau")], **more)


@pytest.fixture
def autumn(time_machine) -> None:
    time_machine.move_to("2026-11-25 10:00+01:00")


@pytest.mark.usefixtures("autumn")
def test_aids_that_a_territory_may_ask_for_come_after_sheets_open_ones_first() -> None:
    village = CommuneFactory(village=True)
    sheet("Chez le village")
    aid("Lancé en mars", recurrence="once", opens_on=date(2026, 12, 1), closes_on=date(2027, 3, 1))
    aid("Clos", recurrence="once", closes_on=date(2026, 11, 24))
    found = fitting([WATER], village, "fr")["reseaux"]
    assert titles(found) == ["Chez le village", "Lancé en mars"]
    aid("Toute l’année")
    aid("Bientôt clos", recurrence="once", closes_on=date(2027, 1, 12))
    found = fitting([WATER], village, "fr")["reseaux"]
    assert titles(found) == ["Chez le village", "Bientôt clos", "Toute l’année"]
    assert "jusqu’au 12\xa0janvier 2027" in found.hits[1].meta


@pytest.mark.usefixtures("autumn")
def test_aids_for_others_fit_nobody_here(time_machine) -> None:
    village = CommuneFactory(village=True)
    aid("Pour les villes", population_min=3_500)
    aid("Pour les intercommunalités", for_communes=False)
    aid("Ailleurs", places=[CommuneFactory(town=True)])
    aid("Brouillon", draft=True)
    PageViewRestriction.objects.create(page=aid("Privée"), restriction_type="login")
    AidFactory(title="Autre sujet", themes=[theme("donnees")])
    ends = aid("Dernier jour", recurrence="once", closes_on=date(2026, 11, 25))
    assert titles(fitting([WATER], village, "fr")["reseaux"]) == [ends.title]
    # A day later, before anything was indexed anew.
    time_machine.move_to("2026-11-26 00:01+01:00")
    assert titles(fitting([WATER], village, "fr")["reseaux"]) == []


def test_an_unknown_population_is_given_aids_of_any_size_alone() -> None:
    unknown = commune("51409", "Oiry", None)
    aid("Pour les petites", population_max=3_499)
    aid("Pour toutes")
    assert titles(fitting([WATER], unknown, "fr")["reseaux"]) == ["Pour toutes"]

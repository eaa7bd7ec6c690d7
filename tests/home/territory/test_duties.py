"""What the page of a town says that it must do."""

import pytest

from experiences.obligations.models import Obligation
from tests.factories.experiences import home
from tests.factories.obligations import ObligationFactory, english, least
from tests.factories.territories import CommuneFactory
from tests.home.territory.test_page import queries

pytestmark = pytest.mark.django_db
PAGE = "/territoires/seyssins-38486/"


@pytest.fixture(autouse=True)
def town():
    home()
    return CommuneFactory()


def told(page) -> str:
    heading = page.find(id="obligations")
    return " ".join(heading.parent.get_text(" ").split()) if heading else ""


def test_what_applies_comes_before_what_cannot_be_told(read) -> None:
    ObligationFactory(open_data=True, name="Ouvrir ses données")
    ObligationFactory(name="Nommer ses voies")
    ObligationFactory(name="Une stratégie", criteria=[least(50_000)])
    page = read(PAGE)
    words = told(page)
    assert words.index("Nommer ses voies") < words.index("Ouvrir ses données")
    assert "stratégie" not in words
    assert "Ne peut être dit" in words
    assert page.find("a", href="/obligations/?territoire=38486")


def test_drafts_and_orientations_are_no_duties(read) -> None:
    ObligationFactory(draft=True)
    ObligationFactory(kind=Obligation.Kind.ORIENTATION)
    assert not told(read(PAGE))


def test_names_are_in_the_language_of_the_page_or_say_that_they_are_french(read) -> None:
    english(ObligationFactory(name="Nommer ses voies"), name="Name the streets")
    ObligationFactory(name="Numéroter ses maisons")
    page = read(f"/en{PAGE}")
    assert "Name the streets" in told(page)
    assert page.find("a", string="Numéroter ses maisons")["lang"] == "fr"


def test_queries_do_not_grow_with_the_obligations(client) -> None:
    ObligationFactory()
    few = queries(client, PAGE)
    for _ in range(8):
        ObligationFactory(open_data=True, slug=ObligationFactory().slug + "-2")
    assert queries(client, PAGE) == few

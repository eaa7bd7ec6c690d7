"""The facts of the first screen, for every kind of author and whatever is not known."""

from decimal import Decimal

import pytest

from experiences.models import ExperiencePage
from experiences.public.brief import amount_note, cost, kind_and_place, size, where, years
from territories.models import Territory

# A page asks for its content type when it is made.
pytestmark = pytest.mark.django_db

ISERE = Territory(kind="departement", code="38", name="Isère", population=1_284_948)
VERCORS = Territory(
    kind="epci", code="243801024", name="CC Massif du Vercors", population=11_600, departement=ISERE
)
LANS = Territory(kind="commune", code="38205", name="Lans-en-Vercors", population=2_751)
CORRENCON = Territory(kind="commune", code="38129", name="Corrençon-en-Vercors", population=2_751)
ISLES = Territory(kind="commune", code="98411", name="Îles Saint-Paul et Nouvelle-Amsterdam")


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_the_territory_is_told_with_its_departement() -> None:
    assert kind_and_place(VERCORS).endswith(", Isère")
    assert "," not in kind_and_place(LANS)  # nowhere known
    assert "," not in kind_and_place(ISERE)


@pytest.mark.parametrize(
    ("authors", "note"),
    [([LANS, CORRENCON], "et 1 autre territoire"), ([LANS] * 3, "et 2 autres territoires")],
)
def test_several_authors_are_counted(authors: list[Territory], note: str) -> None:
    assert (
        where(ExperiencePage(), authors, "").value,
        where(ExperiencePage(), authors, "").note,
    ) == (
        "Lans-en-Vercors",
        note,
    )


def test_no_author_at_all_is_said() -> None:
    assert not where(ExperiencePage(), [], "").known


@pytest.mark.parametrize(
    ("authors", "value"),
    [
        ([LANS], "2 751 habitants"),
        ([LANS, CORRENCON], "2 751 habitants"),
        ([LANS, VERCORS], "2 751 à 11 600 habitants"),
        ([LANS, ISLES], "2 751 habitants"),
        ([ISLES], "Population inconnue"),
        ([], "Population inconnue"),
    ],
)
def test_the_size_goes_from_the_smallest_known_to_the_largest(
    authors: list[Territory], value: str
) -> None:
    assert plain(size(authors).value) == value
    assert size(authors).known == ("habitants" in value)


def test_an_epci_says_how_many_communes_it_has() -> None:
    VERCORS.communes_count = 7
    LANS.communes_count = 1
    assert plain(size([VERCORS]).note) == "7 communes"
    assert size([LANS]).note == ""


def test_the_amount_is_the_investment_or_what_it_costs_a_year() -> None:
    assert plain(
        amount_note(ExperiencePage(investment=Decimal(60_000), yearly_cost=Decimal(1)))
    ) == ("60 000 € investis")
    assert plain(amount_note(ExperiencePage(yearly_cost=Decimal(2_400)))) == "2 400 € par an"
    assert amount_note(ExperiencePage()) == ""


def test_an_unknown_cost_leads_to_what_is_known_or_asks_the_reader() -> None:
    asked = cost(ExperiencePage())
    noted = cost(ExperiencePage(cost_note="Sur les crédits du syndicat."))
    assert (asked.known, noted.known) == (False, False)
    assert asked.link_url == noted.link_url == "#cout"
    assert asked.link_label != noted.link_label


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (2012, 2013, "2012–2013"),
        (2012, 2012, "2012"),
        (2012, None, "depuis 2012"),
        (None, 2013, "jusqu’en 2013"),
        (None, None, "Date de lancement non indiquée"),
    ],
)
def test_years_are_told_as_far_as_they_are_known(
    start: int | None, end: int | None, text: str
) -> None:
    assert years(start, end) == text

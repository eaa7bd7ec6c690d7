"""Addresses of a question's neighbours: ticked, cleared, sorted, on pages of their own."""

from search.addresses import (
    Address,
    cleared,
    sorted_by,
    toggled,
    without_commune,
)
from search.query import Area, SearchQuery, Sort

SEARCH = Address("/recherche/")
SHEETS = Address("/experiences/", fixed=("type",), paths=("theme", "pilier"))


def test_ticking_goes_back_to_the_first_page() -> None:
    query = SearchQuery(text="led", page=3)
    ticked = toggled(query, "theme", "mobilite")
    assert SEARCH.url(ticked) == "/recherche/?q=led&theme=mobilite"
    both = toggled(ticked, "theme", "eau")
    assert SEARCH.url(both) == "/recherche/?q=led&theme=eau&theme=mobilite"
    assert SEARCH.url(toggled(toggled(both, "theme", "eau"), "theme", "mobilite")) == (
        "/recherche/?q=led"
    )


def test_clearing_keeps_words_order_and_what_the_path_fixes() -> None:
    query = SearchQuery(
        text="led",
        selected={"type": ("dossier",), "theme": ("eau",)},
        commune="49007",
        sort=Sort.DATE,
        page=2,
    )
    assert SEARCH.url(cleared(query)) == "/recherche/?q=led&tri=date"
    assert cleared(query, fixed=("type",)).selected == {"type": ("dossier",)}


def test_clearing_keeps_the_commune_that_an_order_needs() -> None:
    query = SearchQuery(commune="49007", sort=Sort.DISTANCE, area=Area.AROUND)
    assert SEARCH.url(cleared(query)) == "/recherche/?commune=49007&tri=proximite"


def test_without_commune_no_order_needs_one() -> None:
    query = SearchQuery(commune="49007", sort=Sort.LIKENESS, area=Area.ANYWHERE)
    assert without_commune(query) == SearchQuery()


def test_sorting_by_commune_looks_beyond_it() -> None:
    inside = SearchQuery(commune="49007")
    assert sorted_by(inside, Sort.DISTANCE).area == Area.ANYWHERE
    around = SearchQuery(commune="49007", area=Area.AROUND)
    assert SEARCH.url(sorted_by(around, Sort.DISTANCE)) == (
        "/recherche/?commune=49007&perimetre=autour&tri=proximite"
    )


def test_back_from_sorting_by_commune_everything_stays_in_sight() -> None:
    query = SearchQuery(commune="49007", sort=Sort.DISTANCE, area=Area.ANYWHERE)
    assert SEARCH.url(sorted_by(query, Sort.RELEVANCE)) == (
        "/recherche/?commune=49007&perimetre=partout"
    )


def test_one_theme_or_one_pillar_of_a_catalogue_has_its_own_page() -> None:
    kind = {"type": ("experience",)}
    one = SearchQuery(selected={**kind, "theme": ("eau",)}, page=2)
    assert SHEETS.url(one) == "/experiences/theme/eau/?page=2"
    pillar = SearchQuery(selected={**kind, "pilier": ("valoriser-donnees",)})
    assert SHEETS.url(pillar) == "/experiences/pilier/valoriser-donnees/"
    for more in (
        SearchQuery(text="led", selected=one.selected),
        SearchQuery(selected={**kind, "theme": ("eau", "mobilite")}),
        SearchQuery(selected={**one.selected, "annee": ("2024",)}),
        SearchQuery(selected=one.selected, sort=Sort.DATE),
    ):
        assert SHEETS.url(more).startswith("/experiences/?")
    assert SHEETS.url(SearchQuery(selected=kind)) == "/experiences/"
    assert SEARCH.url(SearchQuery(selected={"theme": ("eau",)})) == "/recherche/?theme=eau"


def test_values_are_escaped() -> None:
    assert SEARCH.url(SearchQuery(text='50 % & "é"')) == "/recherche/?q=50+%25+%26+%22%C3%A9%22"

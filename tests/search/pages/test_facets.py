"""Which values of a facet are drawn."""

from search.presentation.facets import facet_view
from search.results import Facet, FacetValue


def value(slug: str, count: int, *, parent: str = "", selected: bool = False) -> FacetValue:
    return FacetValue(slug, slug.capitalize(), count, selected, "", parent)


def drawn(*values: FacetValue, expanded: str = "", name: str = "theme") -> dict[str, list[str]]:
    """Each row with what stands under it."""
    view = facet_view(Facet(name, name, values), url="/recherche/?q=led", expanded=expanded)
    assert view.hidden == len([each for each in values if each.count or each.selected]) - sum(
        1 + len(row.children) for row in view.rows
    )
    return {row.value.value: [child.value for child in row.children] for row in view.rows}


MANY = tuple(value(f"autre-{number}", 2) for number in range(12))


def test_values_without_result_are_left_out_unless_ticked() -> None:
    assert drawn(value("eau", 0), value("dechets", 0, selected=True)) == {"dechets": []}


def test_the_commonest_values_are_drawn_in_the_editors_order() -> None:
    rows = drawn(*MANY, value("eau", 9))
    assert len(rows) == 7
    assert list(rows)[-1] == "eau"


def test_a_frequent_sub_theme_stands_under_its_theme() -> None:
    rows = drawn(
        value("energie", 12),
        value("eclairage", 11, parent="energie"),
        value("solaire", 1, parent="energie"),
        *MANY,
    )
    assert rows["energie"] == ["eclairage"]


def test_a_ticked_theme_shows_all_its_sub_themes() -> None:
    rows = drawn(
        value("energie", 1, selected=True),
        value("eclairage", 1, parent="energie"),
        value("solaire", 1, parent="energie"),
        *MANY,
    )
    assert rows["energie"] == ["eclairage", "solaire"]


def test_a_ticked_sub_theme_is_never_lost() -> None:
    rows = drawn(value("energie", 1), value("solaire", 0, parent="energie", selected=True), *MANY)
    assert rows["energie"] == ["solaire"]
    alone = drawn(value("solaire", 1, parent="energie", selected=True), *MANY)
    assert "solaire" in alone


def test_a_ticked_value_does_not_unfold_the_others() -> None:
    rows = drawn(value("eau", 1, selected=True), *MANY)
    assert len(rows) == 8 and "eau" in rows
    assert len(drawn(value("aide", 1, selected=True), *MANY, name="type")) == 7


def test_the_whole_facet_is_drawn_on_demand() -> None:
    rows = drawn(
        value("energie", 1), value("solaire", 1, parent="energie"), *MANY, expanded="theme"
    )
    assert rows["energie"] == ["solaire"]
    assert len(rows) == 13


def test_a_facet_barely_too_long_is_drawn_whole() -> None:
    assert len(drawn(*MANY[:8])) == 8
    assert len(drawn(*MANY, name="cout")) == 12

"""What the form that asks for a territory finds."""

import pytest
from django.template.loader import render_to_string

from members.organisations.asking import matches, typed
from tests.factories.territories import CommuneFactory, EpciFactory

pytestmark = pytest.mark.django_db


def asked(rf, text: str):
    return rf.get("/", {"territoire_nom": text})


def test_homonyms_are_told_apart_by_their_departement(rf) -> None:
    CommuneFactory(overseas=True)
    CommuneFactory(homonym=True)
    CommuneFactory(code="93999", name="Saint-Denis-le-Neuf")
    found = matches(asked(rf, "saint denis"))
    assert [one.code for one in found] == ["97411", "93066"]
    html = render_to_string(
        "components/ask_territory.html", {"action": "/ici/", "matches": found, "text": "x"}
    )
    assert 'href="/ici/?territoire=97411"' in html
    assert "Saint-Denis, La Réunion" in html


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lhay les roses", "94038"),
        ("ŒUILLY", "51410"),
        ("51480", "51410"),
        ("Pierrefitte-sur-Seine", "93066"),  # merged
        ("Saint-Denis, La Réunion", "97411"),
        ("grenoble alpes metropole", "200040715"),
    ],
)
def test_a_town_is_found_as_it_is_typed(rf, text: str, code: str) -> None:
    for trait in ("suburb", "village", "merged", "overseas", "town"):
        CommuneFactory(**{trait: True})
    EpciFactory()
    assert [one.code for one in matches(asked(rf, text))] == [code]


@pytest.mark.parametrize("text", ["", "   ", "\x00", "Trifouilly", "’", "%", "<b>" * 100])
def test_nothing_is_found_for_what_is_no_town(rf, text: str) -> None:
    CommuneFactory()
    assert matches(asked(rf, text)) == []


def test_nothing_typed_asks_nothing(rf, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert matches(rf.get("/")) == []


def test_what_was_typed_is_one_short_line_and_never_markup(rf) -> None:
    assert typed(asked(rf, " Vitré\n\x00 ")) == "Vitré"
    assert len(typed(asked(rf, "é" * 3000))) == 100
    context = {"action": "/ici/", "matches": [], "text": typed(asked(rf, "<script>x</script>"))}
    assert "<script>" not in render_to_string("components/ask_territory.html", context)

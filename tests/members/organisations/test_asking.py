"""The territory that somebody speaks of, and what the form that asks for it finds."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from members.organisations import asking
from members.organisations.asking import matches, territory_of, typed
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
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


def spoken_of(rf, member=None, **parameters):
    request = rf.get("/", parameters)
    request.user = member or AnonymousUser()
    return asking.asked(request).territory


def test_the_address_names_it_for_a_visitor(rf) -> None:
    town = CommuneFactory()
    assert spoken_of(rf, territoire=town.code) == town


def test_a_merged_commune_is_what_it_has_become_part_of(rf) -> None:
    town = CommuneFactory()
    former = CommuneFactory(code="38999", name="Ancienne", obsolete=True, successor=town)
    assert spoken_of(rf, territoire=former.code) == town


@pytest.mark.parametrize("code", ["", "   ", "99999", "38", "x" * 300, "\x00"])
def test_what_is_no_code_is_no_territory(rf, code) -> None:
    CommuneFactory()
    assert spoken_of(rf, territoire=code) is None


def test_a_member_speaks_of_the_own_town_unless_the_address_names_another(rf) -> None:
    membership = MembershipFactory()
    other = CommuneFactory(code="35360", name="Vitré")
    assert spoken_of(rf, membership.member) == membership.organisation.territory
    assert spoken_of(rf, membership.member, territoire=other.code) == other


def test_belonging_that_nobody_confirmed_says_nothing() -> None:
    assert territory_of(MembershipFactory(waiting=True).member) is None


def test_a_company_has_no_territory_to_speak_of() -> None:
    company = OrganisationFactory(company=True)
    assert territory_of(MembershipFactory(organisation=company).member) is None
    assert territory_of(UserFactory()) is None


def test_what_is_typed_comes_before_the_code_and_the_members_own(rf) -> None:
    member, named = MembershipFactory().member, CommuneFactory(village=True)
    request = rf.get("/", {"territoire_nom": "oeuilly", "territoire": "38486"})
    request.user = member
    assert asking.asked(request).territory == named
    CommuneFactory(overseas=True)
    CommuneFactory(homonym=True)
    request = rf.get("/", {"territoire_nom": "Saint-Denis"})
    request.user = member
    found = asking.asked(request)
    assert found.territory is None
    assert (found.text, len(found.matches)) == ("Saint-Denis", 2)

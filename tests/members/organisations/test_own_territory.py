"""The territory that somebody speaks of."""

import pytest
from django.contrib.auth.models import AnonymousUser

from members.organisations import asking
from members.organisations.own_territory import territory_of
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db


def asked(rf, member=None, **parameters):
    request = rf.get("/", parameters)
    request.user = member or AnonymousUser()
    return asking.asked(request).territory


def test_the_address_names_it_for_a_visitor(rf) -> None:
    town = CommuneFactory()
    assert asked(rf, territoire=town.code) == town


def test_a_merged_commune_is_what_it_has_become_part_of(rf) -> None:
    town = CommuneFactory()
    former = CommuneFactory(code="38999", name="Ancienne", obsolete=True, successor=town)
    assert asked(rf, territoire=former.code) == town


@pytest.mark.parametrize("code", ["", "   ", "99999", "38", "x" * 300, "\x00"])
def test_what_is_no_code_is_no_territory(rf, code) -> None:
    CommuneFactory()
    assert asked(rf, territoire=code) is None


def test_a_member_speaks_of_the_own_town_unless_the_address_names_another(rf) -> None:
    membership = MembershipFactory()
    other = CommuneFactory(code="35360", name="Vitré")
    assert asked(rf, membership.member) == membership.organisation.territory
    assert asked(rf, membership.member, territoire=other.code) == other


def test_belonging_that_nobody_confirmed_says_nothing() -> None:
    assert territory_of(MembershipFactory(waiting=True).member) is None


def test_a_company_has_no_territory_to_speak_of() -> None:
    company = OrganisationFactory(company=True)
    assert territory_of(MembershipFactory(organisation=company).member) is None
    assert territory_of(UserFactory()) is None

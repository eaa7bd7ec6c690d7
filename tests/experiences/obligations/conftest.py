"""What the tests of obligations need: people of two towns, and their browsers."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from members.models import User
from members.organisations.models import Organisation
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.territories import CommuneFactory


@dataclass
class Town:
    organisation: Organisation
    member: User
    client: Client


def enter(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


@pytest.fixture
def as_user() -> Callable[[User | None], Client]:
    return enter


@pytest.fixture
def seyssins(db) -> Town:
    """Seyssins, 8,092 inhabitants, and one confirmed agent."""
    organisation = OrganisationFactory()
    member = UserFactory(display_name="Agent de Seyssins")
    MembershipFactory(member=member, organisation=organisation)
    return Town(organisation, member, enter(member))


@pytest.fixture
def oeuilly(db) -> Town:
    """Œuilly, 564 inhabitants, and one confirmed agent."""
    organisation = OrganisationFactory(territory=CommuneFactory(village=True))
    member = UserFactory(display_name="Agent d’Œuilly")
    MembershipFactory(member=member, organisation=organisation)
    return Town(organisation, member, enter(member))

"""Organisations of real communes, and who belongs to them."""

import factory
from factory.django import DjangoModelFactory

from members.organisations.models import Membership, Organisation, Profile
from tests.factories.members import UserFactory
from tests.factories.territories import CommuneFactory


class OrganisationFactory(DjangoModelFactory):
    """The commune of Seyssins; trait `company`: one that sells lamps."""

    class Meta:
        model = Organisation
        django_get_or_create = ("kind", "territory", "name")

    class Params:
        company = factory.Trait(
            kind=Organisation.Kind.COMPANY, name="Lumière d’ici", territory=None
        )

    kind = Organisation.Kind.COMMUNE
    territory = factory.SubFactory(CommuneFactory)
    name = factory.LazyAttribute(lambda row: row.territory.name)


class MembershipFactory(DjangoModelFactory):
    """A confirmed agent; traits `waiting`, `referent`."""

    class Meta:
        model = Membership

    class Params:
        waiting = factory.Trait(status=Membership.Status.WAITING)
        referent = factory.Trait(role=Membership.Role.REFERENT)

    member = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Membership.Role.AGENT
    status = Membership.Status.CONFIRMED


class ProfileFactory(DjangoModelFactory):
    """Somebody whom the directory shows."""

    class Meta:
        model = Profile

    member = factory.SubFactory(UserFactory)
    listed = True

"""Organisations in the administration: moderators keep them, editors do not."""

import pytest
from django.urls import reverse

from members.organisations.models import Membership, Organisation
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    user = UserFactory(moderator=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("trait", "allowed"),
    [("editor", False), ("moderator", True), ("administrator", True), ("superuser", True)],
)
@pytest.mark.parametrize("name", ["organisations:index", "organisations:add", "memberships:index"])
def test_who_keeps_them(client, trait, allowed, name) -> None:
    client.force_login(UserFactory(**{trait: True}))
    assert client.get(reverse(name)).status_code == (200 if allowed else 302)


def test_an_organisation_is_made_with_its_domains(client, moderator) -> None:
    place = CommuneFactory(village=True)
    answers = {
        "kind": "commune",
        "name": "Œuilly",
        "territory": place.pk,
        "domains": "Mairie-Oeuilly.fr",
        "siret": "",
    }
    refused = client.post(reverse("organisations:add"), answers | {"domains": "orange.fr"})
    assert "elle ne prouve rien" in refused.content.decode()
    assert client.post(reverse("organisations:add"), answers).status_code == 302
    assert Organisation.objects.get().domains == "mairie-oeuilly.fr"
    twice = client.post(reverse("organisations:add"), answers)
    assert twice.status_code == 200
    assert Organisation.objects.count() == 1


def test_organisations_are_searched_and_filtered(client, moderator) -> None:
    OrganisationFactory()
    OrganisationFactory(company=True)
    for query, found in (({"q": "seyss"}, "Seyssins"), ({"kind": "company"}, "Lumière d’ici")):
        names = {
            row.name
            for row in client.get(reverse("organisations:index"), query).context["object_list"]
        }
        assert names == {found}


def test_the_list_leads_to_the_members_of_each(client, moderator) -> None:
    membership = MembershipFactory()
    page = client.get(reverse("organisations:index")).content.decode()
    address = reverse("organisation_members", args=[membership.organisation_id])
    assert f'href="{address}"' in page
    assert membership.member.display_name in client.get(address).content.decode()


def test_a_moderator_names_a_referent(client, moderator) -> None:
    membership = MembershipFactory()
    page = client.get(reverse("memberships:index"), {"organisation__kind": "commune"})
    assert membership.member.display_name in page.content.decode()
    address = reverse("memberships:edit", args=[membership.pk])
    assert client.post(address, {"role": "referent", "function": ""}).status_code == 302
    membership.refresh_from_db()
    assert membership.is_referent


def test_what_is_in_use_is_not_deleted(client) -> None:
    client.force_login(UserFactory(administrator=True))
    membership = MembershipFactory()
    client.post(reverse("organisations:delete", args=[membership.organisation_id]))
    assert Membership.objects.exists()


def test_lists_cost_the_same_for_ten_as_for_one(client, moderator, django_assert_max_num_queries):
    MembershipFactory()
    address = reverse("memberships:index")
    client.get(address)

    def count() -> int:
        with django_assert_max_num_queries(60) as queries:
            client.get(address)
        return len(queries)

    before = count()
    MembershipFactory.create_batch(9)
    assert count() == before

"""A topic counts for the territory for which it was asked, and for what came of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.forum_conversation.models import Topic
from members.organisations.models import Membership, Organisation
from members.personal_data import delete_account
from search.models import Document
from territories.models import Territory
from territories.signals import territories_reloaded
from tests.factories.community import PostFactory, TopicFactory
from tests.factories.experiences import SheetFactory, home
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.territories import CommuneFactory
from tests.search.asking import counts, found, search

pytestmark = pytest.mark.django_db

SMALL, MIDDLING = "moins-de-3500", "3500-19999"


def asked_by(membership: Membership, **fields) -> Topic:
    return TopicFactory(poster=membership.member, **fields)


def sizes() -> dict[str, int]:
    return counts(search(), "taille")


def test_a_topic_counts_for_the_territory_of_the_town_that_asks() -> None:
    town = OrganisationFactory()
    asked_by(MembershipFactory(organisation=town))
    place = town.territory
    assert sizes() == {place.size.value: 1}
    assert counts(search(), "departement") == {place.departement.code: 1}
    assert search(commune=place.code).total == 1


def test_who_only_says_to_belong_to_a_town_does_not_make_it_ask() -> None:
    membership = MembershipFactory(waiting=True)
    asked_by(membership)
    assert sizes() == {}
    membership.status = Membership.Status.CONFIRMED
    membership.save()
    assert sum(sizes().values()) == 1


def test_a_company_asks_for_no_territory() -> None:
    company = OrganisationFactory(company=True, territory=CommuneFactory())
    asked_by(MembershipFactory(organisation=company))
    assert sizes() == {}


def test_a_refused_membership_says_nothing_even_of_the_time_before() -> None:
    membership = MembershipFactory(waiting=True)
    membership.status, membership.ended_at = Membership.Status.ENDED, timezone.now()
    membership.save()
    asked_by(membership, created=timezone.now() - timedelta(days=1))
    assert sizes() == {}


def test_what_a_town_asked_stays_its_own_when_the_mandate_ends() -> None:
    membership = MembershipFactory(proven_by=Membership.Proof.DOMAIN)
    asked_by(membership)
    membership.status, membership.ended_at = Membership.Status.ENDED, timezone.now()
    membership.save()
    asked_by(membership)
    assert search().total == 2
    assert sum(sizes().values()) == 1


def test_the_town_goes_with_the_account() -> None:
    membership = MembershipFactory()
    topic = asked_by(membership)
    PostFactory(topic=topic)
    delete_account(member=membership.member, remove=False)
    assert found() == [-topic.pk]
    assert sizes() == {}
    assert not Document.objects.get().places.exists()


def test_the_town_goes_with_a_membership_that_is_deleted() -> None:
    membership = MembershipFactory()
    asked_by(membership)
    membership.delete()
    assert sizes() == {}


@pytest.mark.parametrize("loaded", [False, True])
def test_a_population_that_changes_moves_the_topics_of_the_town(loaded: bool) -> None:
    town = OrganisationFactory(territory=CommuneFactory(population=3_499))
    asked_by(MembershipFactory(organisation=town))
    assert sizes() == {SMALL: 1}
    place = Territory.objects.get(pk=town.territory_id)
    place.population = 3_500
    if loaded:
        Territory.objects.filter(pk=place.pk).update(population=3_500)
        territories_reloaded.send(Territory, changed={place.pk})
    else:
        place.save()
    assert sizes() == {MIDDLING: 1}


def test_an_organisation_that_gets_another_territory_takes_its_topics_along() -> None:
    here, there = CommuneFactory(), CommuneFactory(code="35360", name="Vitré", population=18_956)
    town = OrganisationFactory(territory=here)
    asked_by(MembershipFactory(organisation=town))
    assert search(commune=there.code).total == 0
    town.territory = there
    town.save()
    assert search(commune=there.code).total == 1
    Organisation.objects.filter(pk=town.pk).update(kind=Organisation.Kind.COMPANY)
    town.refresh_from_db()
    town.kind = Organisation.Kind.ASSOCIATION
    town.save()
    assert search(commune=there.code).total == 0


def test_topics_are_counted_by_what_came_of_them() -> None:
    _, answered, solved = (TopicFactory(kind=Topic.Kind.QUESTION) for _ in range(3))
    PostFactory(topic=answered)
    solved.accepted = PostFactory(topic=solved)
    solved.save()
    SheetFactory()
    assert counts(search(), "reponse") == {"acceptee": 1, "repondue": 1, "sans-reponse": 1}
    assert found(selected={"reponse": ("acceptee",)}) == [-solved.pk]


def test_the_facet_of_answers_is_drawn_beside_discussions_alone(client: Client) -> None:
    home()
    TopicFactory()
    assert 'name="reponse"' not in client.get("/recherche/").content.decode()
    for address in ("/recherche/?type=discussion", "/recherche/?reponse=acceptee"):
        assert 'name="reponse"' in client.get(address).content.decode()


def test_a_result_says_which_town_asked(client: Client) -> None:
    home()
    town = OrganisationFactory()
    asked_by(MembershipFactory(organisation=town))
    assert town.territory.name in client.get("/recherche/?type=discussion").content.decode()

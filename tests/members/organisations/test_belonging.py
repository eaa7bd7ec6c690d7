"""Belonging is said, proven, decided with a reason, handed over, and told in one line."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from members.models import User
from members.organisations.belonging import (
    AlreadyThereError,
    confirm,
    end_mandate,
    join,
    lines_of,
    organisation_of,
    refuse,
)
from members.organisations.models import Membership, Organisation
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db
Role, Status, Proof = Membership.Role, Membership.Status, Membership.Proof


def test_a_confirmed_address_of_a_domain_proves_it_at_once() -> None:
    organisation = OrganisationFactory(domains="seyssins.example\nville-seyssins.example")
    member = UserFactory(email="accueil@ville-seyssins.example")
    membership = join(member=member, organisation=organisation, role=Role.AGENT)
    assert (membership.status, membership.proven_by) == (Status.CONFIRMED, Proof.DOMAIN)


@pytest.mark.parametrize(
    "email", ["a@autre.example", "a@sous.seyssins.example", "a@xseyssins.example"]
)
def test_another_address_waits(email) -> None:
    organisation = OrganisationFactory(domains="seyssins.example")
    membership = join(member=UserFactory(email=email), organisation=organisation, role=Role.AGENT)
    assert membership.is_waiting


def test_an_address_that_nobody_confirmed_proves_nothing() -> None:
    organisation = OrganisationFactory(domains="seyssins.example")
    member = UserFactory()
    member.emailaddress_set.create(email="a@seyssins.example", verified=False)
    assert join(member=member, organisation=organisation, role=Role.AGENT).is_waiting


def test_one_belonging_is_open_at_a_time() -> None:
    waiting = MembershipFactory(waiting=True)
    with pytest.raises(AlreadyThereError):
        join(member=waiting.member, organisation=waiting.organisation, role=Role.AGENT)
    with pytest.raises(IntegrityError):
        MembershipFactory(member=waiting.member, organisation=waiting.organisation)


def test_who_left_may_come_back_and_history_stays() -> None:
    membership = MembershipFactory()
    end_mandate(membership=membership, by=membership.member)
    join(member=membership.member, organisation=membership.organisation, role=Role.ELECTED)
    assert membership.member.memberships.count() == 2


def test_nobody_makes_themselves_a_referent() -> None:
    with pytest.raises(ValueError, match="referent"):
        join(member=UserFactory(), organisation=OrganisationFactory(), role=Role.REFERENT)


@pytest.mark.parametrize("trait", ["moderator", "administrator", "superuser"])
def test_moderators_decide_and_the_person_is_told(
    trait, django_capture_on_commit_callbacks
) -> None:
    waiting = MembershipFactory(waiting=True)
    with django_capture_on_commit_callbacks(execute=True):
        confirm(membership=waiting, by=UserFactory(**{trait: True}), reason="Vu au téléphone.")
    waiting.refresh_from_db()
    assert (waiting.status, waiting.proven_by) == (Status.CONFIRMED, Proof.MODERATOR)
    (message,) = mail.outbox
    assert message.to == [waiting.member.email]
    assert "Seyssins, Isère" in message.body
    assert "Vu au téléphone." in message.body
    assert "/compte/structures/" in message.body


def test_a_referent_decides_for_their_organisation_alone() -> None:
    referent = MembershipFactory(referent=True)
    waiting = MembershipFactory(waiting=True)
    elsewhere = MembershipFactory(waiting=True, organisation=OrganisationFactory(company=True))
    confirm(membership=waiting, by=referent.member)
    waiting.refresh_from_db()
    assert waiting.proven_by == Proof.REFERENT
    with pytest.raises(PermissionDenied):
        confirm(membership=elsewhere, by=referent.member)


def test_others_decide_nothing() -> None:
    waiting = MembershipFactory(waiting=True)
    not_yet = MembershipFactory(waiting=True, referent=True).member
    ended = MembershipFactory(referent=True, status=Status.ENDED).member
    colleague = MembershipFactory().member
    people = [waiting.member, not_yet, ended, colleague, UserFactory(), UserFactory(editor=True)]
    for person in people:
        with pytest.raises(PermissionDenied):
            confirm(membership=waiting, by=person)
        with pytest.raises(PermissionDenied):
            refuse(membership=waiting, by=person, reason="Non.")
    waiting.refresh_from_db()
    assert waiting.is_waiting


def test_nobody_confirms_themselves() -> None:
    moderator = UserFactory(moderator=True)
    waiting = MembershipFactory(waiting=True, member=moderator)
    with pytest.raises(PermissionDenied):
        confirm(membership=waiting, by=moderator)


def test_a_refusal_has_a_reason_and_is_told(django_capture_on_commit_callbacks) -> None:
    waiting = MembershipFactory(waiting=True)
    moderator = UserFactory(moderator=True)
    with pytest.raises(ValueError, match="reason"):
        refuse(membership=waiting, by=moderator, reason="  ")
    with django_capture_on_commit_callbacks(execute=True):
        refuse(membership=waiting, by=moderator, reason="La mairie ne vous connaît pas.")
    waiting.refresh_from_db()
    assert (waiting.status, waiting.reason) == (Status.ENDED, "La mairie ne vous connaît pas.")
    assert "La mairie ne vous connaît pas." in mail.outbox[0].body


def test_what_was_decided_is_not_decided_again(django_capture_on_commit_callbacks) -> None:
    waiting = MembershipFactory(waiting=True)
    first, second = UserFactory(moderator=True), UserFactory(moderator=True)
    with django_capture_on_commit_callbacks(execute=True):
        confirm(membership=waiting, by=first)
        refuse(membership=waiting, by=second, reason="Trop tard.")
    waiting.refresh_from_db()
    assert (waiting.status, waiting.decided_by) == (Status.CONFIRMED, first)
    assert len(mail.outbox) == 1


def test_a_successor_decides_about_what_waits() -> None:
    referent, heir, waiting = (
        MembershipFactory(referent=True),
        MembershipFactory(),
        MembershipFactory(waiting=True),
    )
    end_mandate(membership=referent, by=referent.member, successor=heir)
    with pytest.raises(PermissionDenied):
        confirm(membership=waiting, by=referent.member)
    confirm(membership=waiting, by=heir.member)
    referent.refresh_from_db()
    assert referent.status == Status.ENDED
    assert referent.role == Role.REFERENT
    assert referent.ended_at


@pytest.mark.parametrize("options", [{"waiting": True}, {"status": Status.ENDED}])
def test_only_a_confirmed_colleague_comes_after(options) -> None:
    referent = MembershipFactory(referent=True)
    stranger = MembershipFactory(organisation=OrganisationFactory(company=True))
    for heir in (MembershipFactory(**options), stranger, referent):
        with pytest.raises(ValueError, match="successor"):
            end_mandate(membership=referent, by=referent.member, successor=heir)
    referent.refresh_from_db()
    assert referent.is_referent


def test_strangers_end_nothing() -> None:
    membership = MembershipFactory()
    with pytest.raises(PermissionDenied):
        end_mandate(membership=membership, by=MembershipFactory().member)


def test_one_organisation_governs_a_territory_and_a_merged_commune_leads_to_its_successor() -> None:
    merged = CommuneFactory(merged=True)
    found = organisation_of(territory=merged)
    assert found == organisation_of(territory=CommuneFactory(homonym=True))
    assert (found.name, found.kind) == ("Saint-Denis", Organisation.Kind.COMMUNE)


def test_homonyms_are_told_apart() -> None:
    names = {
        str(organisation_of(territory=CommuneFactory(**{trait: True})))
        for trait in ("homonym", "overseas")
    }
    assert names == {"Saint-Denis, Seine-Saint-Denis", "Saint-Denis, La Réunion"}


def test_an_organisation_governs_a_territory_of_its_kind() -> None:
    organisation = OrganisationFactory()
    organisation.kind = Organisation.Kind.EPCI
    organisation.domains, organisation.siret = "gmail.com", "1"
    with pytest.raises(ValidationError) as refused:
        organisation.full_clean()
    assert set(refused.value.message_dict) == {"domains", "siret", "territory"}


def test_the_line_says_function_place_and_population() -> None:
    one = MembershipFactory(function="Secrétaire de mairie")
    unknown = MembershipFactory(
        organisation=OrganisationFactory(territory=CommuneFactory(unknown_population=True))
    )
    lines = lines_of([one.member, unknown.member_id])
    assert (
        str(lines[one.member_id])
        == "Secrétaire de mairie, Seyssins, Isère (8\u00a0092\u00a0habitants)"
    )
    assert "population inconnue" in str(lines[unknown.member_id])


def test_the_line_always_says_what_is_not_confirmed_and_what_is_a_company() -> None:
    seller = MembershipFactory(
        waiting=True, role=Role.PARTNER, organisation=OrganisationFactory(company=True)
    )
    line = lines_of([seller.member])[seller.member_id]
    assert str(line) == "Partenaire, Lumière d’ici · pas encore confirmé · entreprise"


def test_the_line_is_of_what_is_confirmed_first() -> None:
    member = UserFactory()
    MembershipFactory(member=member, waiting=True, organisation=OrganisationFactory(company=True))
    MembershipFactory(member=member)
    MembershipFactory(member=member, status=Status.ENDED)
    assert "Seyssins" in lines_of([member])[member.pk].text


def test_lines_cost_one_query(django_assert_num_queries) -> None:
    people = [MembershipFactory().member for _ in range(5)] + [UserFactory()]
    with django_assert_num_queries(1):
        lines = lines_of(people)
        assert len([str(line) for line in lines.values()]) == 5
    with django_assert_num_queries(0):
        assert lines_of([]) == {}


def test_moderators_are_told_of_a_request_that_no_referent_can_decide(
    django_capture_on_commit_callbacks,
) -> None:
    moderators = {UserFactory(moderator=True).email for _ in range(2)}
    UserFactory(moderator=True, is_active=False)
    UserFactory(editor=True)
    member = UserFactory(display_name="Anne Le Goff")
    with django_capture_on_commit_callbacks(execute=True):
        join(member=member, organisation=OrganisationFactory(), role=Role.AGENT)
    told = {message.to[0]: message.body for message in mail.outbox}
    assert moderators <= set(told)
    assert all("Anne Le Goff" in body for body in told.values())
    assert not {user.email for user in User.objects.filter(is_active=False)} & set(told)


def test_where_there_is_a_referent_moderators_are_left_alone(
    django_capture_on_commit_callbacks,
) -> None:
    UserFactory(moderator=True)
    referent = MembershipFactory(referent=True)
    with django_capture_on_commit_callbacks(execute=True):
        join(member=UserFactory(), organisation=referent.organisation, role=Role.AGENT)
    assert [message.to for message in mail.outbox] == [[referent.member.email]]

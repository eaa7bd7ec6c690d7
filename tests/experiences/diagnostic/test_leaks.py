"""Every address of the self-diagnosis × every role: the answers of another come out nowhere."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from experiences.diagnostic.models import Edition, Respondent, Round
from experiences.diagnostic.urls import urlpatterns
from tests.factories.diagnostic import RespondentFactory, RoundFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db

NUMBER, NAME = "13,0625", "Zéphyrine Xanthe"
ROLES = [
    "anonymous",
    "member",
    "colleague",
    "referent of another town",
    "editor",
    "moderator",
    "administrator",
    "superuser",
]
SENT = {
    "elu-referent": "personne",
    "aide-numerique": "1",
    "function": "mayor",
    "hours": "3",
    "shared": "on",
}


@pytest.fixture
def hidden(edition: Edition) -> Respondent:
    """The unfinished answers of a member, in the round of her town."""
    town = OrganisationFactory(territory=CommuneFactory(village=True))
    membership = MembershipFactory(organisation=town, member__display_name=NAME)
    round_ = RoundFactory(organisation=town, edition=edition)
    answers = {"aide-numerique": {"number": "13.0625"}}
    return RespondentFactory(
        round=round_, member=membership.member, answers=answers, finished_at=None
    )


def enter(role: str, hidden: Respondent) -> Client:
    client = Client()
    if role == "colleague":
        organisation = hidden.round.organisation
        # The town has a referent: a mere colleague does not close the round.
        MembershipFactory(organisation=organisation, referent=True)
        client.force_login(MembershipFactory(organisation=organisation).member)
    elif role == "referent of another town":
        client.force_login(MembershipFactory(referent=True).member)
    elif role != "anonymous":
        traits = {} if role == "member" else {role: True}
        client.force_login(UserFactory(**traits))
    return client


def addresses(hidden: Respondent) -> Iterator[str]:
    for pattern in urlpatterns:
        name = pattern.name
        pk = hidden.round.organisation_id if name == "join" else hidden.round_id
        values = {"token": hidden.token, "key": "habitants", "pk": pk}
        names = pattern.pattern.converters
        yield reverse(f"diagnostic:{name}", kwargs={one: values[one] for one in names})


@pytest.mark.parametrize("role", ROLES)
def test_anothers_answers_come_out_nowhere_and_nobody_changes_them(hidden, role: str) -> None:
    client = enter(role, hidden)
    before = Respondent.objects.filter(pk=hidden.pk).values().get()
    round_before = Round.objects.filter(pk=hidden.round_id).values().get()
    for address in addresses(hidden):
        for language in ("", "/en"):
            page = client.get(f"{language}{address}", follow=True)
            said = f"{page.headers} {page.content.decode(errors='replace')}"
            assert NUMBER not in said and "13.0625" not in said, address
            assert NAME not in said, address
            if hidden.token in said:  # in the address that was asked for, and the way back to it
                assert hidden.token in address
        sent = SENT | {"organisation": hidden.round.organisation_id}
        page = client.post(address, sent, follow=True)
        assert NUMBER not in page.content.decode(errors="replace"), address
    assert Respondent.objects.filter(pk=hidden.pk).values().get() == before
    assert Round.objects.filter(pk=hidden.round_id).values().get() == round_before


def test_their_own_answers_come_out_where_they_should(hidden) -> None:
    """So that the test above can fail."""
    client = Client()
    client.force_login(hidden.member)
    page = client.get(reverse("diagnostic:section", args=[hidden.token, "habitants"]))
    assert NUMBER in page.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_a_link_opens_what_was_answered_without_an_account_and_nothing_lists_it(
    hidden, edition, role: str
) -> None:
    loose = RespondentFactory(round=RoundFactory(edition=edition))
    client = enter(role, hidden)
    for address in (
        reverse("diagnostic:opening"),
        reverse("diagnostic:mine"),
        "/sitemap.xml",
        "/recherche/?q=autodiagnostic",
    ):
        assert loose.token not in client.get(address, follow=True).content.decode()
    assert client.get(reverse("diagnostic:answers", args=[loose.token])).status_code == 200

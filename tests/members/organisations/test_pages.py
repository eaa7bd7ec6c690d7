"""The pages under /compte/structures/: find, join, leave, decide; the profile."""

import pytest
from django.core import mail
from django.urls import reverse

from members.organisations import belonging
from members.organisations.models import Membership, Organisation, Profile
from members.personal_data import delete_account, known
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory, ProfileFactory
from tests.factories.taxonomy import ThemeFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db
MINE = "/compte/structures/"
SEARCH = "/compte/structures/rejoindre/"
Status = Membership.Status


@pytest.fixture
def member(client):
    user = UserFactory(email="secretariat@oeuilly.example")
    client.force_login(user)
    return user


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("typed", ["oeuilly", "Œuilly", "51480", " ŒUILLY "])
def test_a_commune_is_found_and_joined_without_a_script(client, member, typed) -> None:
    CommuneFactory(village=True)
    page = text(client.get(SEARCH, {"q": typed}))
    address = "/compte/structures/rejoindre/commune/51410/"
    assert f'href="{address}"' in page
    assert "564\u00a0habitants" in page
    assert client.get(address).status_code == 200
    assert not Organisation.objects.exists()
    done = client.post(address, {"role": "agent", "function": "Secrétaire de mairie"})
    assert done.url == MINE
    membership = Membership.objects.get()
    assert str(membership.organisation) == "Œuilly, Marne"
    assert membership.is_waiting
    page = text(client.get(MINE))
    assert "pas encore confirmé" in page
    assert "Une personne référente" in page


def test_an_address_of_the_domain_is_confirmed_at_once(client, member) -> None:
    OrganisationFactory(territory=CommuneFactory(village=True), domains="oeuilly.example")
    client.post("/compte/structures/rejoindre/commune/51410/", {"role": "elected"})
    assert Membership.objects.get().status == Status.CONFIRMED
    assert "Votre adresse le prouve" in text(client.get(MINE))


def test_homonyms_are_told_apart_and_unknown_populations_said(client, member) -> None:
    for trait in ("homonym", "overseas", "unknown_population"):
        CommuneFactory(**{trait: True})
    page = text(client.get(SEARCH, {"q": "saint-denis"}))
    assert "Saint-Denis, La Réunion" in page
    assert "Saint-Denis, Seine-Saint-Denis" in page
    assert "population inconnue" in text(client.get(SEARCH, {"q": "Îles Saint-Paul"}))


def test_a_company_is_found_by_its_name_and_marked(client, member) -> None:
    company = OrganisationFactory(company=True)
    page = text(client.get(SEARCH, {"q": "lumiere d'ici"}))
    assert reverse("organisation_join", args=[company.pk]) in page
    assert "Entreprise" in page
    assert "signalées comme telles" in text(
        client.get(reverse("organisation_join", args=[company.pk]))
    )


@pytest.mark.parametrize("typed", ["zzzz", "<script>alert(1)</script>", "%", "'", "x" * 5000])
def test_what_nobody_bears_says_what_to_do(client, member, typed) -> None:
    OrganisationFactory(company=True)
    page = client.get(SEARCH, {"q": typed})
    assert page.status_code == 200
    assert "Rien ne porte ce nom" in text(page)
    assert "<script>alert" not in text(page)


def test_an_empty_question_finds_nothing(client, member) -> None:
    OrganisationFactory(company=True)
    assert "Rien ne porte ce nom" not in text(client.get(SEARCH))


@pytest.mark.parametrize(
    "answers",
    [{}, {"role": "referent"}, {"role": "maire"}, {"role": "agent", "function": "x" * 121}],
)
def test_wrong_answers_are_asked_again_and_nothing_is_written(client, member, answers) -> None:
    CommuneFactory(village=True)
    page = client.post("/compte/structures/rejoindre/commune/51410/", answers)
    assert page.status_code == 200
    assert "alert--danger" in text(page)
    assert not Membership.objects.exists()
    assert not Organisation.objects.exists()


def test_joining_twice_says_where_it_stands(client, member) -> None:
    company = OrganisationFactory(company=True)
    for _ in range(2):
        client.post(reverse("organisation_join", args=[company.pk]), {"role": "partner"})
    assert Membership.objects.count() == 1
    assert "Vous l’avez déjà dit" in text(client.get(MINE))


@pytest.mark.parametrize("path", ["commune/99999/", "commune/93059/", "pays/51410/", "999999/"])
def test_what_does_not_exist_is_not_joined(client, member, path) -> None:
    CommuneFactory(merged=True)
    assert client.get(SEARCH + path).status_code == 404


def test_a_referent_leaves_and_hands_over(client) -> None:
    referent, heir = MembershipFactory(referent=True), MembershipFactory()
    client.force_login(referent.member)
    address = reverse("organisation_leave", args=[referent.pk])
    assert heir.member.display_name in text(client.get(address))
    assert client.post(address, {"successor": heir.pk}).url == MINE
    heir.refresh_from_db()
    assert heir.is_referent
    assert "Auparavant" in text(client.get(MINE))


def test_a_successor_from_elsewhere_is_refused(client) -> None:
    referent = MembershipFactory(referent=True)
    stranger = MembershipFactory(organisation=OrganisationFactory(company=True))
    client.force_login(referent.member)
    address = reverse("organisation_leave", args=[referent.pk])
    assert client.post(address, {"successor": stranger.pk}).status_code == 200
    referent.refresh_from_db()
    assert referent.is_referent


def test_nobody_ends_what_is_another_s(client, member) -> None:
    other = MembershipFactory()
    assert client.post(reverse("organisation_leave", args=[other.pk])).status_code == 404
    other.refresh_from_db()
    assert other.status == Status.CONFIRMED


def test_a_referent_sees_the_requests_and_decides(client) -> None:
    referent, waiting = MembershipFactory(referent=True), MembershipFactory(waiting=True)
    elsewhere = MembershipFactory(waiting=True, organisation=OrganisationFactory(company=True))
    client.force_login(referent.member)
    page = text(client.get(MINE))
    address = reverse("organisation_decide", args=[waiting.pk])
    assert f'href="{address}"' in page
    assert reverse("organisation_decide", args=[elsewhere.pk]) not in page
    assert waiting.member.email not in text(client.get(address))
    again = client.post(address, {"decision": "refuse", "reason": ""})
    assert "Dites pourquoi" in text(again)
    assert client.post(address, {"decision": "confirm"}).url == MINE
    waiting.refresh_from_db()
    assert waiting.status == Status.CONFIRMED
    assert client.get(address).url == MINE


# Who may decide about a request that is not their own.
WHO = {
    "visitor": 302,
    "member": 403,
    "own": 403,
    "colleague": 403,
    "referent": 200,
    "editor": 403,
    "moderator": 200,
    "administrator": 200,
    "superuser": 200,
}


@pytest.mark.parametrize("who", WHO)
def test_who_may_decide(client, who) -> None:
    waiting = MembershipFactory(waiting=True)
    if who == "own":
        client.force_login(waiting.member)
    elif who in ("colleague", "referent"):
        client.force_login(MembershipFactory(referent=who == "referent").member)
    elif who != "visitor":
        traits = {} if who == "member" else {who: True}
        client.force_login(UserFactory(**traits))
    address = reverse("organisation_decide", args=[waiting.pk])
    assert client.get(address).status_code == WHO[who]
    client.post(address, {"decision": "confirm"})
    waiting.refresh_from_db()
    assert (waiting.status == Status.CONFIRMED) is (WHO[who] == 200)


@pytest.mark.parametrize(
    "name", ["organisations", "organisation_search", "account_profile", "directory"]
)
def test_pages_are_for_those_who_are_signed_in_and_kept_nowhere(client, name) -> None:
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))
    client.force_login(UserFactory())
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_a_profile_is_chosen_and_changed(client, member) -> None:
    theme = ThemeFactory(name="Éclairage public")
    answers = {
        "skills": "éclairage, marchés publics",
        "themes": [theme.pk],
        "yearly_questions": "6",
        "listed": "on",
    }
    assert client.post("/compte/profil/", answers).url == MINE
    profile = Profile.objects.get()
    assert (profile.member, profile.yearly_questions, profile.listed) == (member, 6, True)
    assert profile.themes.get() == theme
    client.post("/compte/profil/", {"skills": ""})
    profile.refresh_from_db()
    assert (profile.yearly_questions, profile.listed) == (None, False)


@pytest.mark.parametrize("wrong", [{"yearly_questions": "-1"}, {"yearly_questions": "1000"}])
def test_a_wrong_profile_is_asked_again(client, member, wrong) -> None:
    page = client.post("/compte/profil/", wrong)
    assert page.status_code == 200
    assert "alert--danger" in text(page)
    assert not Profile.objects.exists()


def test_all_of_it_is_handed_over_and_goes_with_the_account(member) -> None:
    MembershipFactory(member=member, function="Secrétaire à mi-temps")
    ProfileFactory(member=member, skills="délibérations")
    told = str(known(member))
    assert "Secrétaire à mi-temps" in told
    assert "délibérations" in told
    delete_account(member=member, remove=False)
    assert not Membership.objects.exists()
    assert not Profile.objects.exists()
    assert Organisation.objects.exists()


def test_my_page_costs_the_same_whatever_waits(client, django_assert_max_num_queries) -> None:
    referent = MembershipFactory(referent=True)
    MembershipFactory(waiting=True)
    client.force_login(referent.member)
    client.get(MINE)

    def count() -> int:
        with django_assert_max_num_queries(30) as queries:
            client.get(MINE)
        return len(queries)

    before = count()
    MembershipFactory.create_batch(5, waiting=True)
    MembershipFactory(member=referent.member, organisation=OrganisationFactory(company=True))
    assert count() == before


def test_a_referent_sees_the_members_and_ends_what_is_over(
    client, django_capture_on_commit_callbacks
) -> None:
    referent, gone = MembershipFactory(referent=True), MembershipFactory()
    client.force_login(referent.member)
    members = reverse("organisation_members", args=[referent.organisation_id])
    assert f'href="{members}"' in text(client.get(MINE))
    page = text(client.get(members))
    leave = reverse("organisation_leave", args=[gone.pk])
    assert f'href="{leave}"' in page
    assert gone.member.email not in page
    assert gone.member.display_name in text(client.get(leave))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(leave).url == members
    gone.refresh_from_db()
    assert gone.status == Status.ENDED
    assert mail.outbox[0].to == [gone.member.email]


@pytest.mark.parametrize("who", WHO)
def test_who_sees_the_members_of_an_organisation(client, who) -> None:
    waiting = MembershipFactory(waiting=True)
    if who == "own":
        client.force_login(waiting.member)
    elif who in ("colleague", "referent"):
        client.force_login(MembershipFactory(referent=who == "referent").member)
    elif who != "visitor":
        traits = {} if who == "member" else {who: True}
        client.force_login(UserFactory(**traits))
    address = reverse("organisation_members", args=[waiting.organisation_id])
    assert client.get(address).status_code == WHO[who]


def test_referents_are_told_of_a_request_each_apart(
    client, member, django_capture_on_commit_callbacks
) -> None:
    referents = [MembershipFactory(referent=True).member for _ in range(2)]
    MembershipFactory(referent=True, status=Status.ENDED)
    organisation = Organisation.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("organisation_join", args=[organisation.pk]), {"role": "agent"})
    assert sorted(message.to for message in mail.outbox) == sorted([one.email] for one in referents)
    waiting = Membership.objects.get(member=member)
    assert reverse("organisation_decide", args=[waiting.pk]) in mail.outbox[0].body
    assert member.email not in mail.outbox[0].body


def test_a_name_of_several_lines_does_not_break_a_message(
    django_capture_on_commit_callbacks,
) -> None:
    organisation = OrganisationFactory(company=True, name="Lumière\nBcc: a@evil.example")
    waiting = MembershipFactory(waiting=True, organisation=organisation)
    with django_capture_on_commit_callbacks(execute=True):
        belonging.confirm(membership=waiting, by=UserFactory(moderator=True))
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == [waiting.member.email]


def test_requests_are_listed_a_page_at_a_time(
    client, monkeypatch, django_assert_max_num_queries
) -> None:
    monkeypatch.setattr("members.organisations.views.REQUESTS_A_PAGE", 2)
    client.force_login(UserFactory(moderator=True))
    names = [MembershipFactory(waiting=True).member.display_name for _ in range(5)]
    seen = []
    for number in (1, 2, 3):
        page = text(client.get(MINE, {"page": number}))
        seen.append([name for name in names if f">{name}</a>" in page])
        assert f"{MINE}?page=3" in page
    assert seen == [names[:2], names[2:4], names[4:]]
    assert client.get(MINE, {"page": "x"}).status_code == 200
    with django_assert_max_num_queries(14):
        client.get(MINE)

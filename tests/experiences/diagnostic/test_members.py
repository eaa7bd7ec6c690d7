"""The round of an organisation: one answers each, apart; closed, kept, forgotten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from experiences.diagnostic.editions import freeze
from experiences.diagnostic.models import Edition, Respondent, Round
from members.organisations.models import Membership, Organisation
from members.personal_data import delete_account, known
from tests.factories.diagnostic import RespondentFactory, RoundFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(edition) -> Organisation:
    return OrganisationFactory()


def member_of(town: Organisation, **traits):
    return MembershipFactory(organisation=town, **traits).member


def answered(town: Organisation, member, **fields) -> Respondent:
    round_ = Round.objects.filter(organisation=town, closed_at=None).first()
    round_ = round_ or RoundFactory(organisation=town, edition=Edition.objects.current())
    return RespondentFactory(round=round_, member=member, **fields)


def test_the_first_opens_the_round_and_the_second_answers_apart_in_it(town, as_user) -> None:
    mayor, technician = member_of(town), member_of(town)
    address = reverse("diagnostic:join", args=[town.pk])
    as_user(mayor).post(address, {"function": "mayor"})
    as_user(technician).post(address, {"function": "technician"})
    round_ = Round.objects.get()
    assert round_.organisation == town
    assert round_.territory == town.territory
    assert {one.function for one in round_.respondents.all()} == {"mayor", "technician"}


def test_who_comes_back_goes_on_with_the_same_answers(town, as_user) -> None:
    mayor = member_of(town)
    own = answered(town, mayor)
    address = reverse("diagnostic:join", args=[town.pk])
    response = as_user(mayor).post(address, {"function": "mayor"})
    assert response.url == reverse("diagnostic:answers", args=[own.token])
    assert Respondent.objects.count() == 1


@pytest.mark.parametrize("who", ["stranger", "waiting", "ended", "of a company", "of a region"])
def test_others_take_no_part_and_learn_nothing(town, as_user, who) -> None:
    answered(town, member_of(town))
    organisation = town
    if who == "stranger":
        member = UserFactory()
    elif who == "waiting":
        member = member_of(town, waiting=True)
    elif who == "ended":
        member = member_of(town, status=Membership.Status.ENDED)
    else:
        organisation = OrganisationFactory(company=True)
        member = member_of(organisation)
    client = as_user(member)
    for address in (
        reverse("diagnostic:join", args=[organisation.pk]),
        reverse("diagnostic:close", args=[Round.objects.get().pk]),
    ):
        assert client.get(address).status_code == 404
        assert client.post(address, {"function": "mayor"}).status_code == 404
    assert "Ouvrir" not in client.get(reverse("diagnostic:mine")).content.decode()
    assert Respondent.objects.count() == 1
    assert Round.objects.get().is_open


def test_another_members_answers_are_opened_by_nobody_else(town, as_user, client) -> None:
    own = answered(town, member_of(town))
    colleague = member_of(town)
    superuser = UserFactory(superuser=True)
    for browser in (client, as_user(colleague), as_user(superuser), as_user(UserFactory())):
        for name in ("answers", "resume", "finish", "delete", "result"):
            address = reverse(f"diagnostic:{name}", args=[own.token])
            assert browser.get(address).status_code == 404
            assert browser.post(address).status_code in (404, 405)
        page = browser.post(
            reverse("diagnostic:section", args=[own.token, "portage"]), {"elu-referent": "designe"}
        )
        assert page.status_code == 404
    before = own.answers
    own.refresh_from_db()
    assert own.answers == before


def test_the_list_tells_functions_and_neither_names_nor_links_of_others(town, as_user) -> None:
    secretary = member_of(town, member__display_name="Zéphyrine Xanthe")
    own = answered(town, secretary, function="secretary")
    page = as_user(member_of(town)).get(reverse("diagnostic:mine")).content.decode()
    assert "Zéphyrine" not in page
    assert own.token not in page
    assert own.get_function_display() in page


def test_a_referent_closes_the_round_and_the_next_opens_one_of_the_newest_edition(
    town, as_user, text
) -> None:
    referent, agent = member_of(town, referent=True), member_of(town)
    answered(town, agent)
    first = Round.objects.get()
    address = reverse("diagnostic:close", args=[first.pk])
    assert as_user(agent).post(address).status_code == 403
    assert as_user(referent).get(address).status_code == 200
    assert as_user(referent).post(address).status_code == 302
    first.refresh_from_db()
    assert not first.is_open
    text.title = "Un an plus tard"
    newest = freeze(text=text)
    as_user(agent).post(reverse("diagnostic:join", args=[town.pk]), {"function": ""})
    second = Round.objects.exclude(pk=first.pk).get()
    assert second.edition == newest
    assert first.edition != newest


def test_without_a_referent_any_confirmed_member_closes(town, as_user) -> None:
    agent = member_of(town)
    answered(town, agent)
    as_user(agent).post(reverse("diagnostic:close", args=[Round.objects.get().pk]))
    assert not Round.objects.get().is_open


def test_answers_without_an_account_are_kept_in_the_organisation(town, as_user, client) -> None:
    loose = RespondentFactory(
        round=RoundFactory(edition=Edition.objects.current(), territory=town.territory, hours=9)
    )
    member = member_of(town)
    address = reverse("diagnostic:keep", args=[loose.token])
    assert client.get(address).status_code == 302
    as_user(member).post(address, {"organisation": town.pk})
    loose.refresh_from_db()
    assert loose.member == member
    assert loose.round.organisation == town
    assert loose.round.hours == 9
    assert Round.objects.count() == 1
    assert client.get(reverse("diagnostic:answers", args=[loose.token])).status_code == 404


def test_answers_about_another_territory_are_not_kept(town, as_user) -> None:
    loose = RespondentFactory(
        round=RoundFactory(
            edition=Edition.objects.current(), territory=CommuneFactory(village=True)
        )
    )
    client = as_user(member_of(town))
    address = reverse("diagnostic:keep", args=[loose.token])
    assert "Œuilly" in client.get(address).content.decode()
    assert client.post(address, {"organisation": town.pk}).status_code == 403
    loose.refresh_from_db()
    assert loose.member is None


@pytest.mark.parametrize("why", ["edition", "twice"])
def test_answers_that_do_not_fit_stay_behind_their_link(town, as_user, text, why) -> None:
    member = member_of(town)
    loose = RespondentFactory(
        round=RoundFactory(edition=Edition.objects.current(), territory=town.territory)
    )
    if why == "edition":
        text.title = "Une autre"
        freeze(text=text)
    else:
        answered(town, member)
    rounds = Round.objects.count()
    address = reverse("diagnostic:keep", args=[loose.token])
    page = as_user(member).post(address, {"organisation": town.pk})
    assert "alert--warm" in page.content.decode()
    loose.refresh_from_db()
    assert loose.member is None
    assert Round.objects.count() == rounds


def test_who_has_left_reads_their_answers_and_changes_none(town, as_user) -> None:
    member = member_of(town)
    own = answered(town, member, answers={})
    member.memberships.update(status=Membership.Status.ENDED)
    client = as_user(member)
    overview = reverse("diagnostic:answers", args=[own.token])
    assert "ne changent plus" in client.get(overview).content.decode()
    address = reverse("diagnostic:section", args=[own.token, "securite"])
    assert client.post(address, {"sauvegardes": "copie"}).url == overview
    own.refresh_from_db()
    assert own.answers == {}


def test_members_are_asked_whether_they_count_in_figures(town, as_user) -> None:
    member = member_of(town)
    own = answered(town, member, unfinished=True)
    address = reverse("diagnostic:finish", args=[own.token])
    as_user(member).post(address, {"function": "mayor", "hours": "", "shared": "on"})
    own.refresh_from_db()
    assert own.round.shared
    assert own.round.hours is None


def test_a_member_is_told_every_answer(town) -> None:
    member = member_of(town)
    answered(town, member, answers={"elu-referent": {"keys": ["designe"]}}, function="mayor")
    (section,) = [one for one in known(member) if "autodiagnostic" in one.title.lower()]
    assert "Oui, un élu est désigné" in section.entries[0].values()


@pytest.mark.parametrize("remove", [True, False])
def test_with_the_account_answers_go_or_lose_who_gave_them(town, client, remove) -> None:
    member, colleague = member_of(town), member_of(town)
    finished = answered(town, member, function="mayor")
    token = finished.token
    answered(town, colleague)
    loose = RespondentFactory(round__edition=Edition.objects.current(), member=None)
    delete_account(member=member, remove=remove)
    left = Respondent.objects.filter(pk=finished.pk).first()
    assert Respondent.objects.filter(pk=loose.pk).exists()
    if remove:
        assert left is None
    else:
        assert left is not None
        assert (left.member, left.function) == (None, "")
        for each in (token, left.token):
            assert client.get(reverse("diagnostic:answers", args=[each])).status_code == 404


def test_what_is_unfinished_goes_with_the_account_and_so_does_an_empty_round(town) -> None:
    member = member_of(town)
    answered(town, member, unfinished=True)
    delete_account(member=member, remove=False)
    assert not Respondent.objects.exists()
    assert not Round.objects.exists()


def test_the_list_asks_the_same_however_many_rounds_there_are(town, as_user) -> None:
    member = member_of(town)
    other = OrganisationFactory(territory=CommuneFactory(town=True))
    MembershipFactory(member=member, organisation=other)
    client = as_user(member)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("diagnostic:mine"))
        return len(captured)

    answered(town, member)
    queries()
    before = queries()
    Round.objects.update(closed_at=timezone.now())
    for organisation in (town, other):
        for _ in range(2):
            answered(organisation, member_of(organisation))
    answered(town, member)
    assert queries() == before

"""What other territories reach: a band from ten on, aggregates from five on, and never a name."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from experiences.diagnostic.comparison import LEAST, bands, finished_rounds, placed, rounded
from experiences.diagnostic.models import Edition, Respondent, Round, Telling
from experiences.diagnostic.result import result_of
from members.organisations.models import Organisation
from tests.factories import diagnostic as made
from tests.factories.diagnostic import EditionFactory, RespondentFactory, RoundFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.territories import CommuneFactory, DepartementFactory, EpciFactory

pytestmark = pytest.mark.django_db

# A name that stands nowhere else: what must not come out.
SECRET = "Xylophonie"


@pytest.fixture
def edition() -> Edition:
    return EditionFactory()


def town(number: int, **more) -> Organisation:
    territory = CommuneFactory(
        code=f"38{number:03}", name=f"{SECRET}-{number}", **{"population": 8000, **more}
    )
    return OrganisationFactory(territory=territory)


def finished(organisation: Organisation, edition: Edition, answers=made.USUAL, **more) -> Round:
    round = RoundFactory(organisation=organisation, edition=edition, **{"shared": True, **more})
    RespondentFactory(round=round, answers=answers, member=UserFactory(), function="mayor")
    return round


def many(count: int, edition: Edition, *, start: int = 0, answers=made.USUAL, **more) -> None:
    for number in range(start, start + count):
        finished(town(number, **more), edition, answers)


def seen(edition: Edition) -> list:
    cache.clear()
    return bands(CommuneFactory(), edition)


@pytest.mark.parametrize(("count", "is_told"), [(9, False), (10, True), (11, True)])
def test_a_band_is_told_from_ten_territories_on(edition, count, is_told) -> None:
    many(count, edition)
    assert LEAST == 10
    assert all((one is not None) is is_told for one in seen(edition))


def test_the_band_goes_from_a_quarter_to_three_quarters(edition) -> None:
    many(5, edition, answers=made.ALL_WEAK)
    many(5, edition, start=5, answers=made.ALL_WELL)
    assert {(one.low, one.high) for one in seen(edition)} == {(0, 1)}


def test_bounds_are_blurred() -> None:
    assert rounded(Fraction(63, 100)) == Fraction(13, 20)
    assert rounded(Fraction(1, 40)) == Fraction(1, 20)
    assert rounded(Fraction(0)) == 0


@pytest.mark.parametrize(
    "tenth",
    ["not shared", "unfinished", "of visitors", "other size", "size unknown", "shares no longer"],
)
def test_who_does_not_count_is_not_the_tenth(edition, tenth) -> None:
    many(9, edition)
    if tenth == "not shared":
        finished(town(50), edition, shared=False)
    elif tenth == "unfinished":
        round = RoundFactory(organisation=town(50), edition=edition, shared=True)
        RespondentFactory(round=round, unfinished=True)
    elif tenth == "of visitors":
        RespondentFactory(round=RoundFactory(edition=edition, shared=True))
    elif tenth == "other size":
        finished(town(50, population=900), edition)
    elif tenth == "size unknown":
        finished(town(50, population=None), edition)
    else:
        organisation = town(50)
        before = finished(organisation, edition, closed=True)
        Round.objects.filter(pk=before.pk).update(opened_at=timezone.now() - timedelta(days=400))
        finished(organisation, edition, shared=False)
    assert seen(edition) == [None] * 6


def test_a_territory_counts_once_by_its_last_round(edition) -> None:
    many(9, edition)
    organisation = town(50)
    for _ in range(3):
        finished(organisation, edition, closed=True)
    assert finished_rounds().count() == 10


def test_what_another_edition_asks_otherwise_does_not_count(edition) -> None:
    many(10, EditionFactory(content=made.content(without=("open-data",))))
    found = seen(edition)
    assert found[4] is None
    assert found[3] is not None


def test_a_territory_of_unknown_size_is_beside_nobody(edition) -> None:
    many(10, edition)
    assert bands(CommuneFactory(unknown_population=True), edition) == [None] * 6


def test_where_one_lies_is_told_without_a_rank(client, edition) -> None:
    many(10, edition)
    respondent = RespondentFactory(round__edition=edition, answers=made.ALL_WELL)
    result = result_of(respondent, "fr")
    places = [one.place for one in placed(result.areas, seen(edition))]
    assert set(places) == {"above", "within"}
    found = client.get(reverse("diagnostic:result", args=[respondent.token])).content.decode()
    assert 'class="band-of"' in found
    assert SECRET not in found


def test_bands_cost_as_much_for_ten_as_for_twenty(edition, django_assert_num_queries) -> None:
    territory = CommuneFactory()
    for count in (10, 20):
        many(count, edition, start=count * 10)
        cache.clear()
        with django_assert_num_queries(2):
            bands(territory, edition)
    with django_assert_num_queries(0):
        bands(territory, edition)


# Aggregates.


@pytest.fixture
def epci() -> Organisation:
    return OrganisationFactory(
        kind="epci", territory=EpciFactory(), name="Grenoble-Alpes-Métropole"
    )


@pytest.fixture
def referent(client, epci):
    membership = MembershipFactory(organisation=epci, referent=True)
    client.force_login(membership.member)
    return membership.member


def page(client, prefix: str = "", **parameters) -> str:
    response = client.get(prefix + reverse("diagnostic:together"), parameters)
    assert response.status_code == 200
    return response.content.decode()


def test_under_five_says_nothing_but_that(client, edition, epci, referent) -> None:
    pages = []
    for number in range(5):
        pages.append(page(client))
        finished(town(number), edition, made.ALL_WEAK if number % 2 else made.USUAL)
    assert len(set(pages)) == 1
    assert "<table" not in pages[0]
    assert page(client) != pages[0]


def test_from_five_on_figures_without_a_name(client, edition, epci, referent) -> None:
    many(5, edition)
    found = page(client)
    assert found.count("<tr>") == 7
    assert "Publiez-vous vos données" in found
    assert SECRET not in found
    assert "Networks and sobriety" in page(client, "/en")


@pytest.mark.parametrize("fifth", ["not shared", "elsewhere", "unfinished", "the referents own"])
def test_who_does_not_count_is_not_the_fifth(client, edition, epci, referent, fifth) -> None:
    many(4, edition)
    if fifth == "not shared":
        finished(town(50), edition, shared=False)
    elif fifth == "elsewhere":
        finished(town(50, epci=None), edition)
    elif fifth == "unfinished":
        RespondentFactory(
            round=RoundFactory(organisation=town(50), edition=edition, shared=True),
            unfinished=True,
        )
    else:
        own = town(50)
        MembershipFactory(organisation=own, member=referent)
        finished(own, edition)
    assert "<table" not in page(client)


def test_a_section_known_of_fewer_than_five_says_no_count(client, edition, epci, referent) -> None:
    many(4, edition)
    many(1, edition, start=4, answers={**made.USUAL, "open-data": made.UNKNOWN})
    found = page(client)
    assert found.count('colspan="4"') == 1
    assert "Publiez-vous vos données" not in found


@pytest.fixture
def departement(referent) -> Organisation:
    area = OrganisationFactory(kind="departement", territory=DepartementFactory(), name="Isère")
    MembershipFactory(organisation=area, member=referent, referent=True)
    return area


def test_two_areas_of_which_one_has_a_few_more_tell_no_difference(
    client, edition, epci, departement
) -> None:
    many(5, edition)
    finished(town(50, epci=None), edition)
    assert "<table" in page(client, structure=epci.pk)
    assert "<table" not in page(client, structure=departement.pk)
    many(4, edition, start=60, epci=None)
    assert "10 territoires" in told(page(client, structure=departement.pk))


def test_the_smaller_of_two_areas_tells_no_difference_either(
    client, edition, epci, departement
) -> None:
    many(5, edition)
    finished(town(50, epci=None), edition)
    assert "6 territoires" in told(page(client, structure=departement.pk))
    assert "<table" not in page(client, structure=epci.pk)


def told(html: str) -> str:
    return html.replace("\xa0", " ").replace("\u202f", " ")


def test_two_looks_never_differ_by_fewer_than_five(client, edition, epci, referent) -> None:
    many(5, edition)
    first = page(client)
    assert "5 territoires" in told(first)
    many(4, edition, start=60, answers=made.ALL_WEAK)
    assert page(client) == first
    finished(town(70), edition, made.ALL_WEAK)
    assert "10 territoires" in told(page(client))


def test_an_answer_that_changes_is_told_with_four_others(client, edition, epci, referent) -> None:
    many(6, edition)
    first = page(client)
    respondents = list(Respondent.objects.order_by("pk"))
    for one in respondents[:4]:
        change(one)
    assert page(client) == first
    change(respondents[4])
    assert page(client) != first


def change(one: Respondent) -> None:
    one.answers, one.changed_at = made.ALL_WEAK, timezone.now()
    one.save()


def test_who_shares_no_longer_is_not_told_by_the_difference(
    client, edition, epci, referent
) -> None:
    many(9, edition)
    first = page(client)
    kept = Round.objects.order_by("pk")
    for one in kept[:4]:
        Round.objects.filter(pk=one.pk).update(shared=False)
    assert page(client) == first
    Round.objects.filter(pk=kept[4].pk).update(shared=False)
    # Four are left: too few for new figures.
    assert page(client) == first
    many(1, edition, start=60)
    # One came: not with fewer than four others.
    assert page(client) == first
    many(4, edition, start=70)
    assert "9 territoires" in told(page(client))


def test_all_that_was_told_is_remembered_not_only_the_last(client, edition, epci, referent) -> None:
    many(5, edition)
    page(client)
    many(5, edition, start=60)
    second = page(client)
    # Back to the first five, and one of the others: the first look would give that one away.
    rounds = list(Round.objects.order_by("pk"))
    for one in rounds[6:]:
        Round.objects.filter(pk=one.pk).update(shared=False)
    assert page(client) == second


def test_a_new_edition_is_told_of_the_same_territories(client, edition, epci, referent) -> None:
    many(5, edition)
    page(client)
    EditionFactory()
    assert "5 territoires" in told(page(client))
    assert Telling.objects.count() == 2


@pytest.mark.parametrize(
    "role", ["anonymous", "member", "agent", "waiting", "town referent", "editor", "superuser"]
)
def test_others_find_no_figures(client, edition, epci, role) -> None:
    many(6, edition)
    if role == "agent":
        client.force_login(MembershipFactory(organisation=epci).member)
    elif role == "waiting":
        client.force_login(
            MembershipFactory(organisation=epci, waiting=True, role="referent").member
        )
    elif role == "town referent":
        client.force_login(MembershipFactory(organisation=town(70), referent=True).member)
    elif role != "anonymous":
        client.force_login(UserFactory(**({} if role == "member" else {role: True})))
    response = client.get(reverse("diagnostic:together"))
    assert response.status_code == (302 if role == "anonymous" else 404)


@pytest.mark.parametrize("wanted", ["x", "0", "99999999999999999999", "' OR 1=1"])
def test_an_area_that_is_not_mine_is_not_found(client, edition, epci, referent, wanted) -> None:
    assert client.get(reverse("diagnostic:together"), {"structure": wanted}).status_code == 404


def test_before_the_first_edition(client, epci, referent) -> None:
    assert "<table" not in page(client)


def test_figures_cost_as_much_for_five_as_for_ten(
    client, edition, epci, referent, django_assert_max_num_queries
) -> None:
    counts = []
    for count in (5, 10):
        many(count, edition, start=count * 10)
        page(client)
        with django_assert_max_num_queries(40) as counted:
            page(client)
        counts.append(len(counted))
    assert counts[0] == counts[1]

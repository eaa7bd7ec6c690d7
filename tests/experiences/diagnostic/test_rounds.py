"""A round of an organisation: what all say together, where they differ, what has moved."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone

from experiences.diagnostic.answers import NOT_OURS, UNKNOWN, Answer, read_answers
from experiences.diagnostic.differences import differences
from experiences.diagnostic.evolution import evolution
from experiences.diagnostic.joint import together
from experiences.diagnostic.models import Respondent, Round
from experiences.diagnostic.questionnaire import (
    Choice,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
)
from tests.factories import diagnostic as made
from tests.factories.diagnostic import EditionFactory, RespondentFactory, RoundFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.territories import CommuneFactory

# Of the page of a round: who asks, the round and those before, rules, three searches.
QUERIES = 18
CHOICES = (Choice("non", "Non", 0), Choice("en-partie", "En partie", 1), Choice("oui", "Oui", 2))
A, B = (Question(key, QuestionKind.CHOICE, key.upper(), choices=CHOICES) for key in "ab")
BOTH = Questionnaire((Section("s", "S", "", (), (A, B)),))
NO, PART, YES = (Answer(keys=(choice.key,)) for choice in CHOICES)
OURS_NOT, NOBODY_KNOWS = Answer(without=NOT_OURS), Answer(without=UNKNOWN)


@pytest.mark.parametrize(
    ("every", "shares"),
    [
        ([{"a": YES}, {"a": NO}], {"a": Fraction(1, 2), "b": None}),
        ([{"a": YES}, {"a": NOBODY_KNOWS}], {"a": Fraction(1), "b": None}),
        ([{"a": YES}, {"a": OURS_NOT}], {"a": Fraction(1), "b": None}),
        ([{"a": OURS_NOT}, {"a": OURS_NOT}], {"b": None}),
        ([{"a": NOBODY_KNOWS}, {"a": OURS_NOT}], {"a": None, "b": None}),
        ([], {}),
    ],
)
def test_together_is_the_mean_of_who_knows(every, shares) -> None:
    assert together(BOTH, every).shares == shares


def test_nobody_is_no_score() -> None:
    assert together(BOTH, []).scores().whole.reached is None


FUNCTION = Respondent.Function


def voices(*every: tuple[str, dict[str, Answer]]):
    rows = [
        Respondent(
            function=function,
            answers={key: answer.as_json() for key, answer in answers.items()},
            finished_at=timezone.now(),
        )
        for function, answers in every
    ]
    return differences(BOTH, rows)


def test_the_widest_apart_comes_first() -> None:
    found = voices(
        (FUNCTION.MAYOR, {"a": YES, "b": YES}), (FUNCTION.SECRETARY, {"a": PART, "b": NO})
    )
    assert [(one.question.key, one.gap) for one in found] == [("b", 1), ("a", Fraction(1, 2))]


def test_who_says_the_same_is_named_together() -> None:
    [found] = voices(
        (FUNCTION.MAYOR, {"a": YES}),
        (FUNCTION.SECRETARY, {"a": NO}),
        (FUNCTION.TECHNICIAN, {"a": NO}),
    )
    assert [voice.said for voice in found.voices] == ["Oui", "Non"]
    assert str(FUNCTION.SECRETARY.label) in found.voices[1].by
    assert str(FUNCTION.TECHNICIAN.label) in found.voices[1].by


def test_who_does_not_know_differs_from_nobody() -> None:
    assert voices((FUNCTION.MAYOR, {"a": YES}), (FUNCTION.SECRETARY, {"a": NOBODY_KNOWS})) == []


def test_whose_it_is_is_the_widest_difference() -> None:
    [found] = voices((FUNCTION.MAYOR, {"a": YES}), (FUNCTION.SECRETARY, {"a": OURS_NOT}))
    assert found.gap == 1


def test_one_alone_differs_from_nobody() -> None:
    assert voices((FUNCTION.MAYOR, {"a": YES})) == []


def test_who_has_not_finished_is_not_heard() -> None:
    rows = [
        Respondent(function="mayor", answers={"a": YES.as_json()}, finished_at=timezone.now()),
        Respondent(function="secretary", answers={"a": NO.as_json()}),
    ]
    assert differences(BOTH, rows) == []


# From here on with the database.


@pytest.fixture
def town(db):
    return OrganisationFactory()


@pytest.fixture
def member(town, client):
    membership = MembershipFactory(organisation=town)
    client.force_login(membership.member)
    return membership.member


def round_of(town, *answers, **more) -> Round:
    round = RoundFactory(organisation=town, **more)
    for one in answers:
        RespondentFactory(round=round, answers=one, member=UserFactory(), function="mayor")
    return round


def page(client, round: Round, prefix: str = "") -> str:
    response = client.get(prefix + reverse("diagnostic:round", args=[round.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_what_moved_is_told_over_what_both_editions_ask(town) -> None:
    first = EditionFactory(content=made.content(without=("open-data",)))
    before = round_of(town, made.ALL_WEAK, edition=first, closed=True)
    Round.objects.filter(pk=before.pk).update(opened_at=timezone.now() - timedelta(days=365))
    before.refresh_from_db()
    now = round_of(town, made.ALL_WELL)
    [found] = evolution(now, [before], "fr")
    steps = {step.section.key: step for step in found.steps}
    assert found.other_edition
    assert (steps["reseaux"].then, steps["reseaux"].now) == (0, 100)
    # Not asked then: nothing to compare, and nothing is divided by it.
    assert (steps["donnees"].common, steps["donnees"].change) == (0, None)
    # The question behind a condition was asked now alone.
    assert (steps["portage"].common, steps["portage"].count) == (1, 2)


def test_a_question_that_is_scored_otherwise_is_not_compared(town) -> None:
    first = EditionFactory()
    first.content["fr"]["sections"][2]["questions"][0]["choices"][1]["points"] = 2
    first.save()
    before = round_of(town, made.ALL_WEAK, edition=first, closed=True)
    [found] = evolution(round_of(town, made.ALL_WELL), [before], "fr")
    steps = {step.section.key: step for step in found.steps}
    assert steps["services"].common == 0
    assert steps["reseaux"].common == 1


def test_a_round_in_which_nothing_is_known_moves_nothing(town) -> None:
    before = round_of(town, made.NOTHING_KNOWN, closed=True)
    [found] = evolution(round_of(town, {}), [before], "fr")
    assert (found.common, {step.change for step in found.steps}) == (0, {None})


def test_the_change_is_a_column_whose_figures_keep_to_their_sign(client, town, member) -> None:
    edition = EditionFactory()
    round_of(town, made.ALL_WEAK, edition=edition, closed=True)
    found = page(client, round_of(town, made.ALL_WELL, edition=edition, closed=True))
    assert ">Évolution<" in found
    assert ">0&nbsp;%<" in found


def test_the_first_round_has_nothing_before_it(client, town, member) -> None:
    round = round_of(town, made.USUAL, closed=True)
    assert "progres" not in page(client, round)


def test_a_member_reads_the_joint_result_and_the_differences(client, town, member) -> None:
    round = round_of(town, made.ALL_WELL)
    RespondentFactory(round=round, member=member, function="technician", answers=made.ALL_WEAK)
    found = page(client, round)
    assert 'id="ecarts"' in found and 'class="radar"' in found
    assert "Publiez-vous vos données" in found


def test_who_has_not_finished_sees_who_answered_and_not_what(client, town, member) -> None:
    round = round_of(town, made.ALL_WELL)
    RespondentFactory(round=round, member=member, unfinished=True)
    found = page(client, round)
    assert 'class="radar"' not in found and "Publiez-vous" not in found


def test_who_has_not_begun_either(client, town, member) -> None:
    assert 'class="radar"' not in page(client, round_of(town, made.ALL_WELL))


def test_a_closed_round_is_read_by_every_member(client, town, member) -> None:
    assert 'class="radar"' in page(client, round_of(town, made.ALL_WELL, closed=True))


def test_nobody_has_answered_yet(client, town, member) -> None:
    assert 'class="radar"' not in page(client, RoundFactory(organisation=town))


@pytest.mark.parametrize("role", ["anonymous", "member", "waiting", "other town", "superuser"])
def test_others_find_no_round(client, town, role) -> None:
    round = round_of(town, made.ALL_WELL, closed=True)
    if role == "waiting":
        client.force_login(MembershipFactory(organisation=town, waiting=True).member)
    elif role == "other town":
        other = OrganisationFactory(territory=CommuneFactory(village=True))
        client.force_login(MembershipFactory(organisation=other).member)
    elif role != "anonymous":
        client.force_login(UserFactory(superuser=role == "superuser"))
    response = client.get(reverse("diagnostic:round", args=[round.pk]))
    assert response.status_code == (302 if role == "anonymous" else 404)


def test_a_round_of_visitors_is_no_page(client, member) -> None:
    round = RespondentFactory().round
    assert client.get(reverse("diagnostic:round", args=[round.pk])).status_code == 404


def test_in_english(client, town, member) -> None:
    assert "Networks and sobriety" in page(client, round_of(town, made.USUAL, closed=True), "/en")


@pytest.mark.parametrize(("respondents", "before"), [(1, 1), (6, 3)])
def test_the_page_costs_the_same_for_many_who_answered(
    client, town, member, respondents, before, django_assert_num_queries
) -> None:
    edition = EditionFactory()
    for _ in range(before):
        round_of(town, made.ALL_WEAK, made.USUAL, edition=edition, closed=True)
    round = round_of(town, *[made.USUAL] * respondents, edition=edition, closed=True)
    page(client, round)
    with django_assert_num_queries(QUERIES):
        page(client, round)


def test_answers_that_do_not_fit_are_left_aside() -> None:
    assert read_answers({"a": {"keys": ["x"]}}, BOTH) == {}

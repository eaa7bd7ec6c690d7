"""Questions are pointed out to those who may know an answer, few at a time and fairly."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community import moderation, writing
from community.following import follow
from community.models import Mailing, Notice, Rhythm, Routing
from community.permissions import access
from community.routing import MOST, decline
from community.telling import send_notices
from experiences.models import SheetTerritory
from tests.factories.community import CategoryFactory, PostFactory, TopicFactory, known_member
from tests.factories.experiences import SheetFactory, theme
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory, ProfileFactory

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@pytest.fixture
def category():
    return CategoryFactory(theme=theme("eclairage-public"))


def ask(category, by=None, **changes):
    sent = {"kind": "question", "subject": "Qui éteint la nuit ?", "text": "Quoi dire ?"}
    return writing.start_topic(
        access=access(by or known_member()), category=category, **(sent | changes)
    )


def expert(category, *, listed: bool = False, **fields):
    """A member who can be asked about the theme of a category."""
    profile = ProfileFactory(listed=listed, **fields)
    profile.themes.add(category.theme)
    return profile.member


def of_a_town_with_a_sheet(category, **fields):
    """A confirmed member of a commune that published a sheet about the theme."""
    membership = MembershipFactory(organisation=OrganisationFactory(), **fields)
    place = membership.organisation.territory
    SheetFactory(themes=[category.theme], sheet_territories=[SheetTerritory(territory=place)])
    return membership.member


def asked(topic) -> set:
    return {one.member for one in topic.routings.filter(declined_at=None)}


def test_who_named_the_theme_is_asked_and_told_why(category) -> None:
    member = expert(category)
    expert(CategoryFactory())
    topic = ask(category)
    assert asked(topic) == {member}
    assert send_notices(now=MORNING).sent == 1
    [message] = mail.outbox
    assert message.to == [member.email]
    assert "Vous pouvez peut-être répondre" in message.body
    assert send_notices(now=MORNING + timedelta(minutes=5)).sent == 0


def test_who_named_a_theme_below_is_asked_too(category) -> None:
    below = theme("extinction-nocturne", parent=category.theme)
    profile = ProfileFactory()
    profile.themes.add(below)
    assert asked(ask(category)) == {profile.member}


def test_who_belongs_to_a_town_with_a_sheet_is_asked_when_found_in_the_directory(category) -> None:
    member = of_a_town_with_a_sheet(category)
    assert asked(ask(category)) == set()
    ProfileFactory(member=member, listed=True)
    topic = ask(category, subject="Encore ?")
    assert [(one.member, one.why) for one in topic.routings.all()] == [(member, "town")]


@pytest.mark.parametrize("case", ["waiting", "draft", "other theme"])
def test_a_town_counts_when_both_are_sure(category, case: str) -> None:
    traits = {"waiting": True} if case == "waiting" else {}
    membership = MembershipFactory(organisation=OrganisationFactory(), **traits)
    ProfileFactory(member=membership.member, listed=True)
    subject = theme("mobilite") if case == "other theme" else category.theme
    SheetFactory(
        themes=[subject],
        sheet_territories=[SheetTerritory(territory=membership.organisation.territory)],
        live=case != "draft",
    )
    assert asked(ask(category)) == set()


def test_whoever_asks_is_not_asked_nor_who_wants_no_such_messages(category) -> None:
    asker = known_member()
    ProfileFactory(member=asker).themes.add(category.theme)
    quiet, closed = expert(category), expert(category)
    Mailing.objects.create(member=quiet, routed=Rhythm.NEVER)
    closed.is_active = False
    closed.save()
    expert(category, yearly_questions=0)
    assert asked(ask(category, by=asker)) == set()


def test_a_discussion_and_a_category_without_theme_are_pointed_out_to_nobody(category) -> None:
    expert(category)
    assert asked(ask(category, kind="discussion")) == set()
    assert asked(ask(CategoryFactory(theme=None))) == set()


def test_what_is_held_is_pointed_out_once_it_is_cleared(category) -> None:
    member = expert(category)
    topic = ask(category, by=UserFactory())
    assert asked(topic) == set()
    assert send_notices(now=MORNING).sent == 0
    moderator = access(UserFactory(moderator=True))
    moderation.approve(access=moderator, post=topic.first_post)
    assert asked(topic) == {member}
    assert send_notices(now=MORNING).sent == 1


def test_the_least_asked_are_asked_first_and_five_at_most(category) -> None:
    experts = [expert(category) for _ in range(MOST + 3)]
    first, second = ask(category), ask(category, subject="Et le matin ?")
    assert len(asked(first)) == len(asked(second)) == MOST
    assert asked(first) | asked(second) == {*experts}


def test_nobody_is_asked_more_often_a_year_than_they_said(category) -> None:
    member = expert(category, yearly_questions=2)
    for number in range(2):
        assert asked(ask(category, subject=f"Question {number} ?")) == {member}
    assert asked(ask(category, subject="Une de trop ?")) == set()
    last_year = timezone.now().replace(year=timezone.localtime().year - 1)
    Routing.objects.update(made_at=last_year)
    assert asked(ask(category, subject="L’année suivante ?")) == {member}


def test_who_may_not_answer_there_is_not_asked() -> None:
    private = CategoryFactory(theme=theme("eclairage-public"), private=True)
    expert(private)
    assert asked(ask(private, by=UserFactory(superuser=True))) == set()


def test_who_follows_the_category_too_is_told_once(category) -> None:
    member = expert(category)
    follow(access=access(member), what=category)
    topic = ask(category)
    assert Notice.objects.get(post=topic.first_post).kind == Notice.Kind.ROUTED
    send_notices(now=MORNING)
    assert len(mail.outbox) == 1


def test_each_kind_of_message_has_its_own_rhythm(category) -> None:
    member = expert(category)
    Mailing.objects.create(member=member, routed=Rhythm.WEEKLY)
    topic = TopicFactory()
    follow(access=access(member), what=topic)
    ask(category)
    send_notices(now=MORNING)
    writing.reply(access=access(known_member()), topic=topic, text="Une réponse.")
    ask(category, subject="Une autre ?")
    send_notices(now=MORNING + timedelta(hours=2))
    assert ["Quoi dire" in message.body for message in mail.outbox] == [True, False]
    send_notices(now=MORNING + timedelta(days=7))
    assert "Une autre ?" in mail.outbox[2].body


def test_the_page_says_so_without_a_name(category, client) -> None:
    members = [expert(category), expert(category)]
    topic = ask(category)
    page = client.get(topic.get_absolute_url()).content.decode()
    assert "Signalée à 2 membres" in page
    assert not any(member.display_name in page for member in members)
    assert "pas-moi" not in page


def test_who_is_asked_may_say_not_me_and_another_is_asked(category, as_user, read) -> None:
    experts = [expert(category) for _ in range(MOST + 1)]
    topic = ask(category)
    [left] = {*experts} - asked(topic)
    member = experts[0]
    client = as_user(member)
    button = read(topic.get_absolute_url(), client).find("form", action=lambda at: "pas-moi" in at)
    client.post(button["action"])
    assert asked(topic) == {*experts} - {member}
    assert left in asked(topic)
    assert client.post(button["action"]).status_code == 403
    send_notices(now=MORNING)
    assert member.email not in {message.to[0] for message in mail.outbox}


def test_nobody_else_is_asked_once_there_is_an_answer(category) -> None:
    experts = [expert(category) for _ in range(MOST + 1)]
    topic = ask(category)
    PostFactory(topic=topic)
    topic.refresh_from_db()
    member = next(one for one in experts if one in asked(topic))
    decline(access=access(member), topic=topic)
    assert len(asked(topic)) == MOST - 1


def test_who_was_not_asked_has_nothing_to_decline(category) -> None:
    topic = ask(category)
    with pytest.raises(PermissionDenied):
        decline(access=access(UserFactory()), topic=topic)


def test_asking_costs_as_much_for_twenty_experts_as_for_five(category) -> None:
    asker = known_member()
    for _ in range(MOST):
        expert(category)
    ask(category, by=asker, subject="Pour que tout soit lu une fois ?")
    with CaptureQueriesContext(connection) as few:
        ask(category, by=asker, subject="Une première ?")
    for _ in range(15):
        expert(category)
    with CaptureQueriesContext(connection) as many:
        ask(category, by=asker, subject="Une seconde ?")
    assert len(many) == len(few)

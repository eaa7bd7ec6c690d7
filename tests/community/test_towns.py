"""Territories are followed, and towns see what others like them asked."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community import moderation, writing
from community.models import FollowedTerritory, Notice
from community.permissions import access
from community.telling import send_notices
from members.personal_data import delete_account, known
from tests.factories.community import CategoryFactory, TopicFactory, known_member
from tests.factories.experiences import commune
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
LIKE_MINE = "/communaute/communes-comme-la-mienne/"


def member_of(place, member=None, **traits):
    organisation = OrganisationFactory(territory=place)
    return MembershipFactory(
        organisation=organisation, member=member or known_member(), **traits
    ).member


def ask(member, subject: str = "Qui éteint la nuit ?"):
    category = CategoryFactory()
    return writing.start_topic(
        access=access(member),
        category=category,
        kind="question",
        subject=subject,
        text="Quoi dire ?",
    )


def test_a_territory_is_found_and_followed_and_left(as_user, read) -> None:
    place, member = CommuneFactory(), UserFactory()
    client = as_user(member)
    page = read(f"/communaute/territoires/?q={place.name}", client)
    form = page.find("form", action=f"/communaute/territoires/{place.pk}/suivre/")
    client.post(form["action"], {"follow": "1"})
    client.post(form["action"], {"follow": "1"})
    assert FollowedTerritory.objects.get().territory == place
    page = read("/communaute/courriels/", client)
    assert place.label in page.find("main").text
    client.post(form["action"], {"back": "mails"})
    assert not FollowedTerritory.objects.exists()
    assert "Aucun territoire" in read("/communaute/territoires/?q=Zzyzx", client).text


@pytest.mark.parametrize("level", ["itself", "departement", "region"])
def test_who_follows_a_territory_is_told_of_its_new_topics(level: str) -> None:
    place, follower = CommuneFactory(), UserFactory()
    asker = member_of(place)
    wide = place if level == "itself" else getattr(place, level)
    for member in (follower, asker):
        FollowedTerritory.objects.create(member=member, territory=wide)
    ask(asker)
    send_notices(now=MORNING)
    assert [message.to for message in mail.outbox] == [[follower.email]]


def test_other_territories_and_those_not_yet_confirmed_tell_nothing() -> None:
    place, follower = CommuneFactory(), UserFactory()
    FollowedTerritory.objects.create(member=follower, territory=place)
    ask(member_of(commune()))
    ask(member_of(place, waiting=True), subject="Autre ?")
    assert not Notice.objects.exists()


def test_what_is_held_is_told_once_it_is_cleared() -> None:
    place, follower = CommuneFactory(), UserFactory()
    FollowedTerritory.objects.create(member=follower, territory=place)
    topic = ask(member_of(place, member=UserFactory()))
    assert not Notice.objects.exists()
    moderation.approve(access=access(UserFactory(moderator=True)), post=topic.first_post)
    assert Notice.objects.get().member == follower


def test_questions_of_towns_like_mine_are_listed_and_no_others(as_user, read) -> None:
    me = member_of(commune("44136", "Préfailles", 1_238))
    like = member_of(commune("35001", "Acigné", 1_300))
    big = member_of(commune("69123", "Lyon", 520_000))
    TopicFactory(poster=like, subject="D’une commune semblable")
    TopicFactory(poster=like, subject="Débat semblable", kind="discussion")
    TopicFactory(poster=like, subject="Retenue", approved=False)
    TopicFactory(poster=like, subject="Privée", forum=CategoryFactory(private=True))
    TopicFactory(poster=big, subject="D’une grande ville")
    TopicFactory(poster=me, subject="La mienne")
    titles = [link.text for link in read(LIKE_MINE, as_user(me)).select("main .result h2 a")]
    # Acigné's member became known by a question too.
    assert titles[0] == "D’une commune semblable"
    assert not {"Débat semblable", "Retenue", "Privée", "D’une grande ville", "La mienne"} & {
        *titles
    }


def test_who_has_no_town_is_asked_which_and_an_empty_list_says_so(as_user, read) -> None:
    page = read(LIKE_MINE, as_user(UserFactory()))
    assert page.find("a", href="/compte/structures/rejoindre/")
    page = read(LIKE_MINE, as_user(member_of(commune())))
    assert "Aucune commune comme la vôtre" in page.text


def test_visitors_sign_in_first(client) -> None:
    for url in (LIKE_MINE, "/communaute/territoires/"):
        assert client.get(url).status_code == 302


def test_the_list_costs_as_much_for_many_towns(as_user) -> None:
    client = as_user(member_of(commune()))

    def queries() -> int:
        client.get(LIKE_MINE)
        with CaptureQueriesContext(connection) as captured:
            client.get(LIKE_MINE)
        return len(captured)

    TopicFactory(poster=member_of(commune("35000", "Commune", 1_200)))
    few = queries()
    for number in range(1, 15):
        TopicFactory(poster=member_of(commune(f"350{number:02}", f"Commune {number}", 1_200)))
    assert queries() == few <= 20


def test_what_is_followed_is_told_to_its_member_and_gone_with_the_account() -> None:
    place, member = CommuneFactory(), UserFactory()
    FollowedTerritory.objects.create(member=member, territory=place)
    assert any(place.label in entry.values() for one in known(member) for entry in one.entries)
    delete_account(member=member, remove=False)
    assert not FollowedTerritory.objects.exists()

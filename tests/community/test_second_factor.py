"""Who moderates without entering the administration is asked for a second factor all the same."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from machina.apps.forum_permission.models import ForumPermission, GroupForumPermission

from tests.factories.community import CategoryFactory, PostFactory, TopicFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
INDEX = "/compte/double-verification/"
QUEUE = "/communaute/moderation/"


@pytest.fixture(autouse=True)
def required(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def moderator(client):
    """Somebody who decides about posts, and may not enter the administration."""
    CategoryFactory()
    user = UserFactory()
    group = Group.objects.create(name="Animation de la communauté")
    user.groups.add(group)
    GroupForumPermission.objects.create(
        group=group,
        permission=ForumPermission.objects.get(codename="can_approve_posts"),
        has_perm=True,
    )
    client.force_login(user)
    return user


def test_moderating_asks_for_a_second_factor(client, moderator) -> None:
    assert client.get(QUEUE).url == INDEX
    assert "La modération demande" in client.get(INDEX).content.decode()
    assert client.get("/communaute/").status_code == 200
    TOTP.activate(moderator, "JBSWY3DPEHPK3PXP")
    assert client.get(QUEUE).status_code == 200


def test_nothing_is_decided_without_one(client, moderator) -> None:
    post = PostFactory(topic=TopicFactory(), approved=False, held_for=["first"])
    assert client.post(f"/communaute/messages/{post.pk}/approuver/").url == INDEX
    post.refresh_from_db()
    assert not post.approved


def test_members_are_refused_as_before(client) -> None:
    client.force_login(UserFactory())
    assert client.get(QUEUE).status_code == 403


def test_visitors_are_not_asked(client) -> None:
    assert client.get(QUEUE, follow=True).redirect_chain[0][0].startswith("/compte/connexion/")


def test_where_it_is_not_required_moderators_enter_without(client, moderator, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    assert client.get(QUEUE).status_code == 200

"""Categories of the forum in the administration."""

import pytest
from django.urls import reverse

from community.categories import misplaced
from community.forum.models import Forum
from community.models import BlockedDomain
from tests.factories.community import CategoryFactory, TopicFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
NAME = "wagtailsnippets_forum_forum"


def form(**values) -> dict[str, object]:
    return {"name": "Eau", "description": "", "theme": "", "position": 3, **values}


def test_administrators_open_and_change_categories(as_user) -> None:
    client = as_user(UserFactory(administrator=True))
    assert client.post(reverse(f"{NAME}:add"), form()).status_code == 302
    category = Forum.objects.get(name="Eau")
    assert category.is_forum
    assert (
        client.post(reverse(f"{NAME}:edit", args=[category.pk]), form(name="Eaux")).status_code
        == 302
    )
    category.refresh_from_db()
    assert category.name == "Eaux"
    assert "Eaux" in client.get(reverse(f"{NAME}:list")).content.decode()
    assert client.get(category.get_absolute_url()).status_code == 200
    assert misplaced() == []


def test_nobody_below_them_does_and_none_deletes_a_category(as_user) -> None:
    category = TopicFactory(forum=CategoryFactory()).forum
    for role in ("editor", "moderator", "administrator"):
        client = as_user(UserFactory(**{role: True}))
        if role != "administrator":
            client.post(reverse(f"{NAME}:add"), form())
        client.post(reverse(f"{NAME}:delete", args=[category.pk]))
    assert list(Forum.objects.all()) == [category]


BLOCKED = "wagtailsnippets_community_blockeddomain"


@pytest.mark.parametrize("role", ["moderator", "administrator"])
def test_who_moderates_keeps_the_blocked_domains(as_user, role: str) -> None:
    client = as_user(UserFactory(**{role: True}))
    typed = {"domain": "https://www.casino.example/jeu", "why": "Des jeux d’argent."}
    assert client.post(reverse(f"{BLOCKED}:add"), typed).status_code == 302
    row = BlockedDomain.objects.get()
    assert row.domain == "casino.example"
    assert "casino.example" in client.get(reverse(f"{BLOCKED}:list")).content.decode()
    page = client.post(reverse(f"{BLOCKED}:add"), {"domain": "pas un domaine"}).content.decode()
    assert "n’est pas un domaine" in page
    assert client.post(reverse(f"{BLOCKED}:delete", args=[row.pk])).status_code == 302
    assert not BlockedDomain.objects.exists()


def test_nobody_else_does(as_user) -> None:
    client = as_user(UserFactory(editor=True))
    client.post(reverse(f"{BLOCKED}:add"), {"domain": "casino.example"})
    assert not BlockedDomain.objects.exists()


def test_a_category_with_topics_stays_even_for_a_superuser(as_user) -> None:
    full, empty = TopicFactory(forum=CategoryFactory()).forum, CategoryFactory()
    client = as_user(UserFactory(superuser=True))
    for category in (full, empty):
        page = client.post(reverse(f"{NAME}:delete", args=[category.pk]), follow=True)
        assert ("déplacez-les" in page.content.decode()) == (category == full)
    assert list(Forum.objects.all()) == [full]
    bulk = reverse("wagtail_bulk_action", args=["forum", "forum", "delete"])
    other = CategoryFactory()
    for chosen, left in (([full, other], {full, other}), ([other], {full})):
        query = "&".join(f"id={category.pk}" for category in chosen)
        client.post(f"{bulk}?{query}")
        assert set(Forum.objects.all()) == left

"""Categories of the forum in the administration."""

import pytest
from django.urls import reverse

from community.categories import misplaced
from community.forum.models import Forum
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

"""The tree of categories that machina keeps: checked, and numbered anew."""

import pytest
from django.core.management import CommandError, call_command

from community.categories import misplaced
from community.forum.models import Forum
from tests.factories.community import CategoryFactory, PostFactory, TopicFactory

pytestmark = pytest.mark.django_db


def test_a_spoilt_tree_is_told_and_repaired(capsys) -> None:
    first, second = CategoryFactory(), CategoryFactory()
    call_command("check_forum_tree")
    assert "juste" in capsys.readouterr().out
    Forum.objects.filter(pk=second.pk).update(tree_id=first.tree_id, lft=7)
    with pytest.raises(CommandError, match="--repair"):
        call_command("check_forum_tree")
    call_command("check_forum_tree", repair=True)
    assert misplaced() == []


def test_counting_posts_does_not_write_the_tree() -> None:
    topic = TopicFactory()
    Forum.objects.filter(pk=topic.forum_id).update(lft=7, name="Renommée entre-temps")
    PostFactory(topic=topic)
    category = Forum.objects.get(pk=topic.forum_id)
    assert (category.lft, category.name, category.direct_posts_count) == (
        7,
        "Renommée entre-temps",
        2,
    )

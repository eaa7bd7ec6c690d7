"""The categories of the forum: made for each theme, and written one change at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from machina.apps.forum_permission.models import ForumPermission

from community.forum.models import Forum
from taxonomy.models import Theme


@contextmanager
def tree_lock() -> Iterator[None]:
    """A transaction in which nobody else makes, moves or deletes a category.

    mptt numbers its nodes from what it has read before: two writers at once spoil the tree.
    PostgreSQL locks the rows of machina's permissions, which are always there and which nobody
    else writes; SQLite has one writer anyway.
    """
    with transaction.atomic():
        list(ForumPermission.objects.select_for_update().values_list("pk", flat=True))
        yield


def open_categories() -> int:
    """Make the category of each top theme that has none yet; how many were made.

    Categories are theirs who keep the forum: names, order and descriptions stay as they are.
    """
    with tree_lock():
        taken = set(Forum.objects.exclude(theme=None).values_list("theme__slug", flat=True))
        themes = Theme.objects.filter(locale__language_code=settings.LANGUAGE_CODE, parent=None)
        missing = [theme for theme in themes if theme.slug not in taken]
        for theme in missing:
            Forum.objects.create(
                type=Forum.FORUM_POST,
                name=theme.name[:100],
                description=theme.description,
                theme=theme,
                position=theme.position,
            )
        return len(missing)


def misplaced() -> list[Forum]:
    """The categories that are no root of a tree of their own, numbered 1 and 2."""
    seen: set[int] = set()
    wrong = []
    for category in Forum.objects.order_by("pk"):
        alone = (category.parent_id, category.lft, category.rght) == (None, 1, 2)
        if not alone or category.level or category.tree_id in seen:
            wrong.append(category)
        seen.add(category.tree_id)
    return wrong

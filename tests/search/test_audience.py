"""Something is published, and what contains it is closed, at the same time."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from machina.apps.forum_permission.shortcuts import assign_perm
from wagtail.models import Page, PageViewRestriction

from community.forum_conversation.models import Post, Topic
from search.models import Document
from tests.factories.community import TopicFactory
from tests.factories.experiences import ContentFactory
from tests.search.asking import found
from tests.search.transactions import begin, database_of_its_own  # noqa: F401

# SQLite has one writer at a time.
pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("database_of_its_own")]


@pytest.mark.parametrize("restricted_first", [False, True])
def test_a_page_that_is_published_while_its_parent_becomes_private_is_not_found(
    restricted_first: bool,
) -> None:
    folder = ContentFactory(title="Espace réservé")
    draft = ContentFactory(parent=folder, title="Brouillon sensible", draft=True)

    def restrict() -> None:
        PageViewRestriction.objects.create(page=folder, restriction_type=PageViewRestriction.LOGIN)

    def publish() -> None:
        Page.objects.get(pk=draft.pk).specific.save_revision().publish()

    first, second = (restrict, publish) if restricted_first else (publish, restrict)
    with transaction.atomic():
        first()
        later = begin(second)
    later.result()

    assert Page.objects.get(pk=draft.pk).live
    assert found("brouillon sensible") == []
    assert not Document.objects.filter(page=draft.pk).exists()


@pytest.mark.parametrize("closed_first", [False, True])
def test_a_topic_that_is_approved_while_its_category_is_closed_is_not_found(
    closed_first: bool,
) -> None:
    topic = TopicFactory(subject="Sujet sensible", approved=False)

    def close() -> None:
        assign_perm("can_read_forum", AnonymousUser(), topic.forum, has_perm=False)

    def approve() -> None:
        opening = Post.objects.get(topic=topic.pk)
        opening.approved = True
        opening.save()

    first, second = (close, approve) if closed_first else (approve, close)
    with transaction.atomic():
        first()
        later = begin(second)
    later.result()

    assert Topic.objects.get(pk=topic.pk).approved
    assert found("sujet sensible") == []
    assert not Document.objects.filter(topic=topic.pk).exists()

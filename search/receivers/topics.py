"""From a change of the forum to the documents of its topics.

A post is written by a save, after which machina saves its topic.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from community.forum.models import Forum
from community.forum_conversation.models import Post, Topic
from community.signals import topics_changed
from search.indexing import index, remove_documents
from search.models import Document
from search.receivers.listening import began_with, differs, listen, remember
from search.visibility import hold_audience, public_topics

# What documents are made of, of a category.
FACTS = ("name", "theme_id")


def topic_saved(instance: Topic, raw: bool = False, **_: Any) -> None:
    if not raw:
        index(topic=[instance.pk])


def topics_written(topics: Iterable[int], **_: Any) -> None:
    """Many at a time."""
    index(topic=topics)


def post_deleted(instance: Post, origin: Any = None, **_: Any) -> None:
    """By itself; where its topic is deleted, the document goes with that."""
    if began_with(origin) is Post:
        index(topic=[instance.topic_id])


def remember_facts(instance: Forum, update_fields: Any = None, **_: Any) -> None:
    """Before a category is saved, but where only its counts are: what documents were made of."""
    if instance.pk and (update_fields is None or not {*update_fields}.isdisjoint(FACTS)):
        remember(instance, FACTS)


def category_saved(instance: Forum, **_: Any) -> None:
    """Renamed, or about another theme: addresses, words and facets of its topics change."""
    if differs(instance, FACTS):
        topics = Topic.objects.filter(forum=instance)
        index(topic=topics.values_list("pk", flat=True).iterator())


def pillars_changed(instance: Forum, action: str, reverse: bool, **_: Any) -> None:
    """Those of a category were chosen anew; nobody chooses categories of a pillar."""
    if action.startswith("post_") and not reverse:
        index(topic=Topic.objects.filter(forum=instance).values_list("pk", flat=True).iterator())


def grant_saved(instance: Any, **_: Any) -> None:
    """What everybody may do in a category, or in all of them, was granted or refused."""
    if instance.anonymous_user:
        sync_topics(instance.forum_id)


def grant_deleted(instance: Any, origin: Any = None, **_: Any) -> None:
    """Taken away by itself; where its category is deleted, the topics go with that."""
    if began_with(origin) is type(instance):
        grant_saved(instance)


@transaction.atomic
def sync_topics(category: int | None) -> None:
    """Bring what the index has of a category (of all) in line with who may read it."""
    hold_audience(changes=True)
    inside = Topic.objects.all() if category is None else Topic.objects.filter(forum=category)
    public = public_topics().filter(pk__in=inside.values("pk"))
    documents = Document.objects.filter(topic__in=inside.values("pk"))
    remove_documents(documents.exclude(topic__in=public.values("pk")))
    missing = public.exclude(pk__in=documents.values("topic"))
    index(topic=list(missing.values_list("pk", flat=True)))


def connect() -> None:
    """Listen; called once, when the app is ready."""
    topics_changed.connect(topics_written, dispatch_uid="search-topics")
    grant = apps.get_model("forum_permission", "UserForumPermission")
    listen(
        [
            (post_save, topic_saved, Topic),
            (post_delete, post_deleted, Post),
            (pre_save, remember_facts, Forum),
            (post_save, category_saved, Forum),
            (m2m_changed, pillars_changed, Forum.pillars.through),
            (post_save, grant_saved, grant),
            (post_delete, grant_deleted, grant),
        ]
    )

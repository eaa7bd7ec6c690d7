"""From a change of who asks, or of where they are from, to the documents of their topics."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from community.forum_conversation.models import Topic
from members.organisations.models import Membership, Organisation
from search.indexing import index
from search.receivers.listening import differs, listen, remember

# What documents are made of, of an organisation: what it governs.
FACTS = ("kind", "territory_id")


def membership_saved(instance: Membership, **_: Any) -> None:
    """Confirmed, ended, or made with a date of its own."""
    index(topic=_opened_by([instance.member_id]))


def remember_topics(instance: Any, **_: Any) -> None:
    """Before it is deleted: afterwards, with its member gone, the topics are nobody's."""
    instance._searched_topics = list(_opened_by([instance.member_id]))


def membership_deleted(instance: Membership, **_: Any) -> None:
    index(topic=instance.__dict__.pop("_searched_topics", ()))


def remember_territory(instance: Organisation, **_: Any) -> None:
    """Nobody of a new one has asked yet."""
    if instance.pk:
        remember(instance, FACTS)


def organisation_saved(instance: Organisation, **_: Any) -> None:
    if differs(instance, FACTS):
        members = instance.memberships.values_list("member", flat=True)
        index(topic=_opened_by(members))


def _opened_by(members: Iterable[int]) -> Iterable[int]:
    topics = Topic.objects.filter(poster__in=members)
    return topics.values_list("pk", flat=True).iterator()


def connect() -> None:
    """Listen; called once, when the app is ready."""
    listen(
        [
            (post_save, membership_saved, Membership),
            (pre_delete, remember_topics, Membership),
            (post_delete, membership_deleted, Membership),
            (pre_save, remember_territory, Organisation),
            (post_save, organisation_saved, Organisation),
        ]
    )

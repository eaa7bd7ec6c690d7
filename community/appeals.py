"""Whoever had a message refused or deleted asks once for another look, by another moderator.

The internal complaint of Regulation (EU) 2022/2065 (Digital Services Act), article 20.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from community.mails import tell_appeal_decided
from community.models import Appeal, Decision
from community.moderation import approve, may_moderate
from community.permissions import Access
from members.models import User
from members.roles import Role
from members.waiting_letters import tell_later

Action = Decision.Action
# Against which decisions an author may appeal.
AGAINST = (Action.REFUSED, Action.DELETED, Action.TOPIC_DELETED)


def may_appeal(member: User, decision: Decision) -> bool:
    """Whether it is about a message of the member, who has not appealed yet."""
    is_open = decision.action != Action.REFUSED or bool(
        decision.post and not decision.post.approved and decision.post.refusal
    )
    is_own = decision.author_id == member.pk and decision.action in AGAINST
    return is_own and is_open and not Appeal.objects.filter(decision=decision).exists()


@transaction.atomic
def appeal(*, access: Access, decision: Decision, text: str) -> Appeal:
    """Ask for another look. PermissionDenied for who may not, or has done so."""
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if not may_appeal(access.member, locked):
        raise PermissionDenied
    return Appeal.objects.create(decision=locked, member=access.member, text=text)


def may_decide(access: Access, appeal: Appeal) -> bool:
    """Whether the person moderates there, and is neither its author nor who decided first.

    Who decided first decides again where nobody else could.
    """
    person, first = access.person, appeal.decision.moderator_id
    if not _moderates(access, appeal) or person.pk == appeal.member_id:
        return False
    return person.pk != first or not _others(appeal).exists()


@transaction.atomic
def decide(*, access: Access, appeal: Appeal, granted: bool, reason: str) -> None:
    """Give an answer with its reason; a refused message that is granted is published.

    Its author is told; nothing for one that is decided. PermissionDenied for who may not decide,
    ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("An answer to an appeal has a reason.")
    if not may_decide(access, appeal):
        raise PermissionDenied
    rows = Appeal.objects.select_for_update(of=("self",)).filter(decided_at=None)
    if not rows.filter(pk=appeal.pk).update(granted=granted, decided_at=timezone.now()):
        return
    decision = appeal.decision
    post = decision.post
    Decision.objects.create(
        action=Action.APPEAL_GRANTED if granted else Action.APPEAL_DISMISSED,
        moderator=access.member,
        post=post,
        topic=decision.topic,
        reason=reason,
    )
    if granted and post:
        approve(access=access, post=post)
    tell_later(tell_appeal_decided, author=appeal.member, granted=granted, reason=reason)


def _moderates(access: Access, appeal: Appeal) -> bool:
    topic = appeal.decision.topic
    if topic:
        return topic.forum_id in access.readable and may_moderate(access, topic.forum_id)
    return bool(access.categories("can_approve_posts"))


def _others(appeal: Appeal):  # type: ignore[no-untyped-def]
    """Those who could decide in the place of who decided first."""
    keepers = Q(is_superuser=True) | Q(groups__name__in=[Role.MODERATOR, Role.ADMINISTRATOR])
    first = appeal.decision.moderator_id
    return User.objects.filter(keepers, is_active=True).exclude(pk__in=[first, appeal.member_id])

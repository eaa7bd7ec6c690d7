"""What others read of a member, the name and the profile: reported, kept or cleared."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.forum_conversation.models import Post
from community.library.rights import moderates
from community.mails import tell_profile_cleared
from community.models import Decision, Report
from community.permissions import access
from members.models import User
from members.organisations.models import Membership, Profile
from members.waiting_letters import tell_later


def known_to(person: User) -> QuerySet[User]:
    """Members of whom `person` reads something: who wrote what they may read, or is listed."""
    wrote = Post.objects.public(access(person)).filter(poster=OuterRef("pk"))
    belongs = Membership.objects.confirmed().filter(member=OuterRef("pk"))
    listed = Q(Exists(belongs), profile__listed=True)
    return User.objects.filter(Q(Exists(wrote)) | listed, is_active=True)


def reported() -> QuerySet[User]:
    """Members with a report that waits, the oldest account first, with reports and profile."""
    waiting = Report.objects.waiting().filter(profile=OuterRef("pk"))
    rows = User.objects.filter(Exists(waiting)).select_related("profile")
    return rows.prefetch_related("profile_reports").order_by("pk")


@transaction.atomic
def report(*, by: User, member: User, reason: str) -> None:
    """Tell the moderators what is wrong with a profile; once a member until they have decided."""
    Report.objects.tell(by=by, reason=reason, profile=member)


@transaction.atomic
def set_reports_aside(*, by: User, member: User, reason: str) -> None:
    """Keep a profile that was reported, and say why. PermissionDenied for who may not decide."""
    if _close_reports(by, member):
        _decide(by, Decision.Action.KEPT, member, reason)


@transaction.atomic
def clear(*, by: User, member: User, reason: str) -> None:
    """Take the name and what the profile says away, out of the directory, and tell why.

    The member may choose both anew. Nothing where no report waits any more; ValueError without a
    reason, PermissionDenied for who may not decide.
    """
    if not reason.strip():
        raise ValueError("What is cleared has a reason.")
    if not _close_reports(by, member):
        return
    with override(settings.LANGUAGE_CODE):
        member.display_name = _("Member {number}").format(number=member.pk)
    member.save(update_fields=["display_name"])
    Profile.objects.filter(member=member).update(skills="", listed=False)
    _decide(by, Decision.Action.PROFILE_CLEARED, member, reason)
    tell_later(tell_profile_cleared, member=member, reason=reason.strip())


def _close_reports(by: User, member: User) -> int:
    if not moderates(by):
        raise PermissionDenied
    return Report.objects.filter(profile=member).settle()


def _decide(by: User, action: Decision.Action, member: User, reason: str) -> None:
    Decision.objects.create(action=action, moderator=by, author=member, reason=reason)

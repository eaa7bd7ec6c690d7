"""May a message become a sheet? Asked of its author; a yes makes the draft, silence is a no."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale

from community.forum_conversation.models import Post
from community.forum_conversation.querysets import PostQuerySet
from community.permissions import public_access
from experiences.models import ExperiencePage, Source
from experiences.suggestions.beginning import begin_sheet
from home.answers.mails import tell_request
from home.answers.models import Request
from home.answers.texts import rich_text
from members.models import User
from members.waiting_letters import tell_later
from search.kinds import Kind
from search.models import CataloguePage


class NotPublicError(Exception):
    """The message is not, or no longer, one that everybody reads and whose author is a member."""


def catalogue() -> CataloguePage | None:
    """The page under which sheets stand, in the default language."""
    found = CataloguePage.objects.filter(kind=Kind.EXPERIENCE, locale=Locale.get_default())
    return found.first()


def may_ask(user: User) -> bool:
    """Whether somebody may begin a sheet."""
    parent = catalogue()
    return parent is not None and bool(parent.permissions_for_user(user).can_add_subpage())


def offered() -> PostQuerySet:
    """The messages that everybody reads and whose authors can be asked."""
    posts: PostQuerySet = Post.objects.public(public_access())
    return posts.filter(poster__is_active=True)


@transaction.atomic
def ask(*, post: int, by: User) -> bool:
    """Ask the author of the message of this key; False when that has been done before.

    PermissionDenied for who may not begin a sheet, NotPublicError for other messages.
    """
    if not may_ask(by):
        raise PermissionDenied
    found = offered().filter(pk=post).first()
    if found is None or found.poster is None:
        raise NotPublicError
    request, made = Request.objects.get_or_create(
        post=found, defaults={"member": found.poster, "asked_by": by}
    )
    if made:
        tell_later(tell_request, request=request)
    return made


@transaction.atomic
def refuse(*, request: Request) -> bool:
    """Its author does not wish it; False when it has been answered before."""
    return _answered(request, Request.Status.REFUSED) is not None


@transaction.atomic
def agree(*, request: Request, named: bool) -> ExperiencePage | None:
    """Its author agrees: the draft is made; None when it has been answered before.

    Of their words alone: those who asked or are quoted were not asked themselves. `named`: to be
    named on the sheet. NotPublicError when the message is gone in the meantime.
    """
    given = _answered(request, Request.Status.GIVEN)
    if given is None:
        return None
    post = offered().filter(pk=given.post_id, poster=given.member).first()
    parent = catalogue()
    if post is None or parent is None:
        raise NotPublicError
    with override(settings.LANGUAGE_CODE):
        address = urljoin(settings.WAGTAILADMIN_BASE_URL, reverse("community:post", args=[post.pk]))
        source = Source(
            title=_("Discussion in the community of Terrain commun"),
            url=address,
            publisher="Terrain commun",
            date=timezone.localdate(post.created).isoformat(),
        )
    given.sheet = begin_sheet(
        parent=parent,
        solution=rich_text(post.content.rendered),
        source=source,
        member=given.member,
        named=named,
        owner=given.asked_by,
    )
    given.save(update_fields=["sheet"])
    return given.sheet


def _answered(request: Request, status: Request.Status) -> Request | None:
    """The row, locked and answered; None when it was before."""
    rows = Request.objects.select_for_update(of=("self",)).filter(status=Request.Status.WAITING)
    row = rows.select_related("member").filter(pk=request.pk).first()
    if row is not None:
        row.status, row.answered_at = status, timezone.now()
        row.save(update_fields=["status", "answered_at"])
    return row

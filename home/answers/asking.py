"""May a message become a page? A yes of its author makes the draft, silence is a no."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page

from community.forum_conversation.models import Post
from community.forum_conversation.querysets import PostQuerySet
from community.permissions import public_access
from experiences.models import ExperiencePage, ResourcePage, Source
from experiences.suggestions.beginning import begin
from home.answers.mails import tell_request
from home.answers.models import Request
from home.answers.texts import rich_text
from members.models import User
from members.waiting_letters import tell_later
from search.kinds import Kind
from search.models import CataloguePage


class NotPublicError(Exception):
    """The message is not, or no longer, one that everybody reads and whose author is a member."""


Becomes = Request.Becomes
# What a message may become: the pages it stands among, and their model.
MODELS: dict[str, tuple[Kind, type[ExperiencePage] | type[ResourcePage]]] = {
    Becomes.SHEET: (Kind.EXPERIENCE, ExperiencePage),
    Becomes.RESOURCE: (Kind.RESOURCE, ResourcePage),
}


def catalogue(becomes: str) -> CataloguePage | None:
    """The page under which sheets, or resources, stand, in the default language."""
    kind, _model = MODELS[becomes]
    return CataloguePage.objects.filter(kind=kind, locale=Locale.get_default()).first()


def choices(user: User) -> list[Becomes]:
    """What somebody may begin: sheets, resources, both or nothing."""
    parents = [(one, catalogue(one)) for one in Becomes]
    return [
        one
        for one, parent in parents
        if parent and parent.permissions_for_user(user).can_add_subpage()
    ]


def offered() -> PostQuerySet:
    """The messages that everybody reads and whose authors can be asked."""
    posts: PostQuerySet = Post.objects.public(public_access())
    return posts.filter(poster__is_active=True)


@transaction.atomic
def ask(*, post: int, by: User, becomes: str = Becomes.SHEET) -> bool:
    """Ask the author of the message of this key; False when that has been done before.

    PermissionDenied for who may not begin what it `becomes`, NotPublicError for other messages.
    """
    if becomes not in choices(by):
        raise PermissionDenied
    found = offered().filter(pk=post).first()
    if found is None or found.poster is None:
        raise NotPublicError
    request, made = Request.objects.get_or_create(
        post=found, defaults={"member": found.poster, "asked_by": by, "becomes": becomes}
    )
    if made:
        tell_later(tell_request, request=request)
    return made


@transaction.atomic
def refuse(*, request: Request) -> bool:
    """Its author does not wish it; False when it has been answered before."""
    return _answered(request, Request.Status.REFUSED) is not None


@transaction.atomic
def agree(*, request: Request, named: bool) -> Page | None:
    """Its author agrees: the draft is made; None when it has been answered before.

    Of their words alone: those who asked or are quoted were not asked themselves. `named`: to be
    named on the page. NotPublicError when the message is gone in the meantime.
    """
    given = _answered(request, Request.Status.GIVEN)
    if given is None:
        return None
    post = offered().filter(pk=given.post_id, poster=given.member).first()
    parent = catalogue(given.becomes)
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
    _kind, model = MODELS[given.becomes]
    given.page = begin(
        model,
        parent=parent,
        text=rich_text(post.content.rendered),
        source=source,
        member=given.member,
        named=named,
        owner=given.asked_by,
    )
    given.save(update_fields=["page"])
    return given.page


def _answered(request: Request, status: Request.Status) -> Request | None:
    """The row, locked and answered; None when it was before."""
    rows = Request.objects.select_for_update(of=("self",)).filter(status=Request.Status.WAITING)
    row = rows.select_related("member").filter(pk=request.pk).first()
    if row is not None:
        row.status, row.answered_at = status, timezone.now()
        row.save(update_fields=["status", "answered_at"])
    return row

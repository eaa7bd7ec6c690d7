"""What waits for a moderator, what they decide, and the log of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community import moderation, profiles
from community.crumbs import above
from community.form_pages import form_page, sent
from community.forum_conversation.models import Post
from community.library.models import SharedDocument
from community.library.queue import held
from community.library.rights import moderates, signed_in
from community.models import Appeal, Decision
from community.paging import paged
from community.permissions import Access, access
from community.reasons import LogReasonForm, ReasonForm
from community.views.writing import visible_post
from members.organisations import belonging

POSTS_A_PAGE = 20
DECISIONS_A_PAGE = 50
DOCUMENTS_SHOWN = 10  # held ones: the others come when these are decided about
REQUESTS_SHOWN = 10


@require_safe
@login_required
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """Reported messages and documents, requests to belong, then what is held, the oldest first.

    PermissionDenied for who moderates nothing.
    """
    categories = moderated(request)
    documents = SharedDocument.objects.with_places()
    if not moderates(request.user):
        documents = documents.none()
    requests = belonging.requests_for(signed_in(request.user))
    if not request.user.has_perm(belonging.DECIDES):  # a referent decides in the own account
        requests = requests.none()
    first = list(requests[:REQUESTS_SHOWN])
    posts = Post.objects.filter(topic__forum__in=categories)
    posts = posts.select_related("topic__forum__theme", "topic__poll", "poster")
    posts = posts.prefetch_related("attachments", "topic__poll__options")
    reported = posts.filter(reports__decided_at=None, reports__isnull=False).distinct()
    path = reverse("community:queue")
    context = {
        "reported": reported.prefetch_related("reports").order_by("pk")[:POSTS_A_PAGE],
        "paging": paged(
            request, posts.waiting().order_by("created", "pk"), size=POSTS_A_PAGE, path=path
        ),
        "appeals": open_appeals(categories),
        "documents": held(documents.waiting().order_by("made_at", "pk")[:DOCUMENTS_SHOWN]),
        "documents_total": documents.waiting().count(),
        "reported_documents": documents.reported(),
        "profiles": profiles.reported() if moderates(request.user) else (),
        "requests": first,
        "requests_total": requests.count() if len(first) == REQUESTS_SHOWN else len(first),
        "crumbs": above(index=True),
        "path": path,
    }
    return TemplateResponse(request, "community/queue.html", context)


def open_appeals(categories: frozenset[int]) -> QuerySet[Appeal]:
    """Those about messages of these categories, and about topics that are gone."""
    rows = Appeal.objects.filter(decided_at=None).select_related("decision__topic__forum")
    there = Q(decision__topic__forum__in=categories) | Q(decision__topic=None)
    return rows.filter(there)


@require_safe
@login_required
@never_cache
def log(request: HttpRequest) -> HttpResponse:
    """Every decision about what the person moderates or what is gone, the last first.

    PermissionDenied for who moderates nothing.
    """
    there = Q(topic__forum__in=moderated(request)) | Q(topic=None)
    path = reverse("community:log")
    decisions = Decision.objects.filter(there).select_related(
        "moderator", "topic__forum", "post", "document"
    )
    context = {
        "paging": paged(request, decisions, size=DECISIONS_A_PAGE, path=path),
        "crumbs": above(index=True),
        "path": path,
    }
    return TemplateResponse(request, "community/log.html", context)


@require_POST
@login_required
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a held post to all, and go on with the queue."""
    post, access = visible_post(request, pk)
    moderation.approve(access=access, post=post)
    messages.success(request, _("The message is published."))
    return redirect("community:queue")


@form_page
@login_required
@never_cache
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a held post, with a reason for its author."""
    post, access = visible_post(request, pk)
    require(access, post)
    form = ReasonForm(sent(request)[0])
    if form.is_valid():
        moderation.refuse(access=access, post=post, reason=form.cleaned_data["reason"])
        messages.success(request, _("The message is refused; its author reads why."))
        return redirect("community:queue")
    return ask_reason(request, form, post, heading=_("Refuse this message"), verb=_("Refuse"))


@form_page
@login_required
@never_cache
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the reports of a post aside, with a reason for the log."""
    post, access = visible_post(request, pk)
    require(access, post)
    form = LogReasonForm(sent(request)[0])
    if form.is_valid():
        moderation.set_reports_aside(access=access, post=post, reason=form.cleaned_data["reason"])
        messages.success(request, _("The message stays; its reports are set aside."))
        return redirect("community:queue")
    return ask_reason(request, form, post, heading=_("Keep this message"), verb=_("Keep"))


@form_page
@login_required
@never_cache
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a post: one's own after a confirmation, another's with a reason for its author."""
    post, access = visible_post(request, pk)
    if not moderation.may_delete(access, post):
        raise PermissionDenied
    is_own = post.poster_id == access.person.pk
    category = post.topic.forum
    form = ReasonForm(sent(request)[0])
    form.fields["reason"].required = not is_own
    if is_own:
        del form.fields["reason"]
    if form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        left = moderation.delete(access=access, post=post, reason=reason)
        messages.success(request, _("The message is deleted."))
        return redirect(left or category)
    opens = post.pk == post.topic.first_post_id
    heading = _("Delete this topic and its answers") if opens else _("Delete this message")
    return ask_reason(request, form, post, heading=heading, verb=_("Delete"))


def ask_reason(
    request: HttpRequest, form: ReasonForm, post: Post, *, heading: str, verb: str
) -> HttpResponse:
    context = {
        "form": form,
        "post": post,
        "heading": heading,
        "verb": verb,
        "crumbs": above(category=post.topic.forum),
    }
    return TemplateResponse(request, "community/reason.html", context)


def moderated(request: HttpRequest) -> frozenset[int]:
    """Ids of the categories that the person reads and moderates; none where only documents.

    PermissionDenied for who moderates nothing.
    """
    everywhere = access(request.user)
    categories = everywhere.categories("can_approve_posts") & everywhere.readable
    if not categories and not moderates(request.user):
        raise PermissionDenied
    return categories


def require(access: Access, post: Post) -> None:
    if not moderation.may_moderate(access, post.topic.forum_id):
        raise PermissionDenied

"""The index of the forum, one category, and the questions that wait for an answer."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community import index_list, permissions
from community.crumbs import above
from community.following import follows
from community.forum.models import Forum
from community.forum_conversation.models import Topic
from community.head import list_head
from community.paging import paged
from community.permissions import access_to

TOPICS_A_PAGE = 20


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every category that the visitor may read, with its last topic."""
    rows = index_list.rows()
    access = access_to((row[0] for row in rows), request.user)
    readable = [row for row in rows if row[0] in access.readable]
    path = reverse("community:index")
    context = {
        "categories": index_list.drawn(readable) if readable else "",
        "moderates": bool(access.categories("can_approve_posts")),
        "crumbs": above(),
        "path": path,
        "head": list_head(request, path),
    }
    return TemplateResponse(request, "community/index.html", context)


@require_safe
def category(request: HttpRequest, words: str, pk: int) -> HttpResponse:
    """The topics of a category: announcements, pinned ones, then the last answered first."""
    found = get_object_or_404(Forum.objects.select_related("theme"), pk=pk)
    allowed = access_to([pk], request.user)
    if pk not in allowed.readable:
        raise Http404
    if words != found.address_slug:
        return redirect(found, permanent=True)
    topics = with_authors(found.topics.visible_to(allowed))
    path = found.get_absolute_url()
    paging = paged(request, topics, size=TOPICS_A_PAGE, path=path)
    context = {
        "category": found,
        "following": follows(allowed, found),
        "paging": paging,
        "crumbs": above(index=True),
        "path": path,
        "head": list_head(request, paging.url(paging.number), found),
    }
    return TemplateResponse(request, "community/category.html", context)


@require_safe
def unanswered(request: HttpRequest) -> HttpResponse:
    """Questions without an answer, the oldest first: they have waited longest."""
    topics = with_authors(
        Topic.objects.public(permissions.access(request.user)).unanswered()
    ).order_by("created", "pk")
    path = reverse("community:unanswered")
    context = {
        "title": _("Questions without an answer"),
        "paging": paged(request, topics, size=TOPICS_A_PAGE, path=path),
        "crumbs": above(index=True),
        "path": path,
    }
    return TemplateResponse(request, "community/unanswered.html", context)


def with_authors(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """What a line of a list of topics tells, in the same query."""
    return topics.select_related("forum__theme", "poster")

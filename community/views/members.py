"""What a member wrote, for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from community.crumbs import above
from community.forum_conversation.models import Post
from community.paging import paged
from community.permissions import access
from members.models import User

POSTS_A_PAGE = 20


@require_safe
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """The approved posts of a member, the last first; nothing of the person but the chosen name.

    Http404 for whoever wrote nothing that the visitor may read: no telling who has an account.
    """
    posts = Post.objects.public(access(request.user)).filter(poster=pk)
    posts = posts.select_related("topic__forum__theme").order_by("-created", "-pk")
    path = reverse("community:member", args=[pk])
    paging = paged(request, posts, size=POSTS_A_PAGE, path=path)
    person = User.objects.filter(pk=pk, is_active=True).first()
    if person is None or not paging.total:
        raise Http404
    context = {
        "person": person,
        "paging": paging,
        "crumbs": above(index=True),
        "path": path,
    }
    return TemplateResponse(request, "community/member.html", context)

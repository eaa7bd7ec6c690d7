"""What a member or an organisation wrote, for everybody; and whom one may mention."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community import mentions
from community.crumbs import above
from community.forum_conversation.models import Post
from community.paging import paged
from community.permissions import access
from members.models import User
from members.organisations.belonging import lines_of
from members.organisations.models import Membership, Organisation

POSTS_A_PAGE = 20
OFFERED = 8  # persons, and as many organisations
LONGEST_NAME = 80


@require_safe
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """The approved posts of a member, the last first; nothing of the person but the chosen name.

    Http404 for whoever wrote nothing that the visitor may read: no telling who has an account.
    """
    posts = Post.objects.public(access(request.user)).filter(poster=pk)
    person = User.objects.filter(pk=pk, is_active=True).first()
    path = reverse("community:member", args=[pk])
    reports = request.user.is_authenticated and request.user.pk != pk
    return written(
        request,
        posts,
        name=person.display_name if person else "",
        path=path,
        report_url=reverse("community:report-member", args=[pk]) if reports else "",
    )


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """The approved posts of the confirmed members of an organisation. Http404 as above."""
    found = get_object_or_404(Organisation.objects.select_related("territory__departement"), pk=pk)
    members = Membership.objects.confirmed().filter(organisation=found)
    posts = Post.objects.public(access(request.user)).filter(poster__in=members.values("member"))
    path = reverse("community:organisation", args=[pk])
    town_url = found.territory.get_absolute_url() if found.territory and found.governs else ""
    return written(request, posts, name=str(found), path=path, town_url=town_url)


def written(
    request: HttpRequest,
    posts: QuerySet[Post],
    *,
    name: str,
    path: str,
    report_url: str = "",
    town_url: str = "",
) -> HttpResponse:
    """The page of what somebody wrote; `town_url`: the page of the town that it stands for."""
    posts = posts.select_related("topic__forum__theme").order_by("-created", "-pk")
    paging = paged(request, posts, size=POSTS_A_PAGE, path=path)
    if not name or not paging.total:
        raise Http404
    context = {
        "name": name,
        "paging": paging,
        "report_url": report_url,
        "town_url": town_url,
        "crumbs": above(index=True),
        "path": path,
    }
    return TemplateResponse(request, "community/member.html", context)


@require_safe
@login_required
@never_cache
def people(request: HttpRequest) -> JsonResponse:
    """Who may be mentioned, by a piece of the name (`?q`): label, detail, url of each."""
    text = request.GET.get("q", "").replace("\0", "").strip(" @")[:LONGEST_NAME]
    found = []
    if text:
        persons = list(
            mentions.people()
            .filter(display_name__icontains=text)
            .order_by("display_name", "pk")[:OFFERED]
        )
        lines = lines_of(persons)
        found = [
            {
                "label": f"@{person.display_name}",
                "detail": str(lines.get(person.pk, "")),
                "url": reverse("community:member", args=[person.pk]),
            }
            for person in persons
        ] + [
            {
                "label": f"@{one.name}",
                "detail": str(one) if one.governs else one.get_kind_display(),
                "url": reverse("community:organisation", args=[one.pk]),
            }
            for one in mentions.organisations().named(text).order_by("name", "pk")[:OFFERED]
        ]
    return JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})

"""Territories to follow, and what towns like one's own asked."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.crumbs import above
from community.following import follow_territory
from community.paging import paged
from community.permissions import access, access_to
from community.towns import asked_by_towns_like, town_of
from community.views.categories import TOPICS_A_PAGE, with_authors
from members.models import User
from territories.lookup import MAX_TEXT, find
from territories.models import Territory

FOUND = 10


@require_safe
@login_required
@never_cache
def territories(request: HttpRequest) -> HttpResponse:
    """Territories by what is typed (`?q`), each to be followed, and those that I follow."""
    text = request.GET.get("q", "").strip()[:MAX_TEXT]
    followed = followed_territories(access_to([], request.user).member)
    keys = {place.pk for place in followed}
    places = find(text, limit=FOUND)
    for place in places:
        place.is_followed = place.pk in keys  # type: ignore[attr-defined]
    context = {
        "heading": _("Follow a territory"),
        "text": text,
        "places": places,
        "followed": followed,
        "crumbs": above(index=True),
    }
    return TemplateResponse(request, "community/territories.html", context)


@require_POST
@login_required
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Be told of new topics of a territory, or no longer."""
    place = get_object_or_404(Territory, pk=pk)
    follow_territory(
        access=access_to([], request.user), territory=place, followed="follow" in request.POST
    )
    return redirect("community:mails" if request.POST.get("back") else "community:territories")


@require_safe
@login_required
@never_cache
def like_mine(request: HttpRequest) -> HttpResponse:
    """Questions of the territories like mine, the last answered first."""
    everywhere = access(request.user)
    town = town_of(everywhere.member)
    path = reverse("community:like-mine")
    context: dict[str, Any] = {
        "heading": _("What towns like mine asked"),
        "town": town,
        "crumbs": above(index=True),
        "path": path,
    }
    if town:
        topics = with_authors(asked_by_towns_like(town, everywhere))
        topics = topics.order_by("-last_post_on", "-pk")
        context["paging"] = paged(request, topics, size=TOPICS_A_PAGE, path=path)
    return TemplateResponse(request, "community/like_mine.html", context)


def followed_territories(member: User) -> list[Territory]:
    """Those that a member follows, by name."""
    rows = member.followed_territories.select_related("territory__departement")
    return [one.territory for one in rows.order_by("territory__name", "pk")]

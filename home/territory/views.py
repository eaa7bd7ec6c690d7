"""The page of one commune or EPCI, and the page that asks which one."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from experiences.public.contribution import contribution_page
from experiences.public.places import sheet_map
from home.territory.colleagues import colleagues
from home.territory.content import found
from home.territory.duties import duties
from home.territory.facts import facts_of, related
from home.territory.head import head_at, head_of
from home.territory.sections import lists
from members.organisations.asking import PARAMETER, matches, territory_of, typed
from territories.lookup import find_by_code


@require_safe
def asking(request: HttpRequest) -> HttpResponse:
    """Which town? A code, or a name that one territory bears, leads to its page."""
    code = request.GET.get(PARAMETER, "")
    chosen = find_by_code(code) if code else None
    named = matches(request) if chosen is None else []
    if chosen or len(named) == 1:
        return redirect(chosen or named[0])
    asked = bool(code or typed(request))
    head = head_at(
        request,
        path=reverse("territories"),
        title=_("The page of my town"),
        description=_(
            "Type the name of your commune or intermunicipal body: what was done there, around "
            "and in towns like it, on one page."
        ),
        noindex=asked,
    )
    context = {
        "head": head,
        "matches": named,
        "text": typed(request) or code[:20],
        "own": territory_of(request.user) if request.user.is_authenticated else None,
    }
    return TemplateResponse(request, "territory/asking.html", context)


@require_safe
def territory(request: HttpRequest, code: str, slug: str = "") -> HttpResponse:
    """What has merged, or is misspelt, redirects to the page that is; else 404, which asks."""
    town = find_by_code(code)
    if town is None or town.obsolete:
        return TemplateResponse(request, "territory/unknown.html", status=404)
    if (slug, code) != (town.slug, town.code):
        return redirect(town, permanent=True)
    language = get_language() or "fr"
    content = found(town, language)
    shown = lists(town, content)
    drawn = sheet_map([town], [])
    members = colleagues(town, request.user) if request.user.is_authenticated else None
    context = {
        "territory": town,
        "facts": facts_of(town),
        "related": related(town),
        "duties": duties(town),
        "lists": shown,
        # Under the map of a page about one town, its name would stand a third time.
        "map": replace(drawn, places=[]) if drawn and drawn.spots else None,
        "members": members,
        # Two queries: asked where there is nothing else, and nothing of members.
        "contribute_url": contribution_page(request, language)
        if members is None and not shown.story
        else "",
        "head": head_of(request, town, has_content=bool(content.here)),
    }
    return TemplateResponse(request, "territory/territory.html", context)

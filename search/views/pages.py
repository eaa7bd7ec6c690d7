"""A search as a page: the search page itself, and the frame that catalogues share with it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.addresses import Address
from search.asking import answer
from search.parsing import parse
from search.places import place
from search.presentation import SearchPage
from search.query import FACETS
from search.rescue import rescue


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The search page: everything, by words and by facets."""
    return search_response(
        request,
        template="search/search.html",
        address=Address(reverse("search:results")),
        locale=get_language() or "fr",
        description=_(
            "Experience sheets, dossiers, resources and news of French territories, "
            "by theme, size and pillar."
        ),
    )


def search_response(
    request: HttpRequest,
    *,
    template: str,
    address: Address,
    locale: str,
    fixed: Mapping[str, tuple[str, ...]] | None = None,
    subject: str = "",
    description: str = "",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page that answers the question in `request`.

    `fixed` holds the selections that the path makes, `subject` and `description`
    say what it is about.
    A commune typed in the picker leads to the address that names it.
    """
    question = parse(request.GET, locale=locale, fixed=fixed)
    typed = place(request.GET, question, address)
    if typed.url:
        return HttpResponseRedirect(typed.url)
    question, found = answer(question)
    expanded = request.GET.get("voir", "")
    page = SearchPage(
        question,
        found,
        address,
        origin=request.build_absolute_uri("/").rstrip("/"),
        subject=subject,
        description=description,
        expanded=expanded if expanded in FACETS else "",
    )
    response = TemplateResponse(
        request,
        template,
        {
            "crumbs": crumbs(),
            **(context or {}),
            "search": page,
            "place": typed,
            "rescue": None if found.total else rescue(page),
        },
    )
    return revalidated(request, response.render())


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """The way from the home page to here: `more` holds (title, address) of the pages between."""
    home = (_("Home"), reverse("wagtail_serve", args=[""]))
    return [{"title": title, "url": url} for title, url in (home, *more)]


def revalidated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """`response` with an entity tag: shown again only after asking, and then often without body.

    What a signed-in member sees stays out of shared caches.
    """
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_cache=True)
        return response
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    set_response_etag(response)
    conditional = get_conditional_response(request, etag=response["ETag"], response=response)
    return response if conditional is None else conditional

"""A search as a page: the search page itself, and what catalogues share with it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.addresses import Address
from search.asking import answer
from search.named import towns_named
from search.parsing import Question, parse
from search.places import place
from search.presentation import SearchPage
from search.query import FACETS
from search.rescue import rescue
from search.unanswered.counting import count_unanswered
from territories.models import Territory


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The search page: everything, by words and by facets."""
    context = search_context(
        request,
        address=Address(reverse("search:results")),
        locale=get_language() or "fr",
        description=_(
            "Experience sheets, dossiers, resources and news of French territories, "
            "by theme, size and pillar."
        ),
    )
    if isinstance(context, HttpResponseRedirect):
        return context
    home = {"title": _("Home"), "url": reverse("wagtail_serve", args=[""])}
    return TemplateResponse(request, "search/search.html", {**context, "crumbs": [home]})


def search_context(
    request: HttpRequest,
    *,
    address: Address,
    locale: str,
    fixed: Mapping[str, tuple[str, ...]] | None = None,
    subject: str = "",
    description: str = "",
) -> dict[str, Any] | HttpResponseRedirect:
    """What the templates draw of the question in `request`: search, place, towns and rescue.

    `fixed` holds the selections that the path makes, `subject` and `description`
    say what it is about. A commune typed in the picker leads to the address that names it.
    """
    question = parse(request.GET, locale=locale, fixed=fixed)
    typed = place(request.GET, question, address)
    if typed.url:
        return HttpResponseRedirect(typed.url)
    question, found = answer(question)
    count_unanswered(request, question, found)
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
    return {
        "search": page,
        "place": typed,
        "towns": _towns(question),
        "rescue": None if found.total else rescue(page, request),
    }


def _towns(question: Question) -> list[Territory]:
    """Those with a page to offer: the commune of the filter, or what the words alone name."""
    if question.commune:
        return [question.commune]
    return [] if question.query.selected else towns_named(question.query.text)

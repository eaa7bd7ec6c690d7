"""The page of one commune or EPCI."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from members.organisations.own_territory import territory_by_code


@require_safe
def territory(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """404 for an unknown code; what has merged, or is misspelt, redirects to the page that is."""
    found = territory_by_code(code)
    if found is None:
        raise Http404
    if (slug, code) != (found.slug, found.code):
        return redirect(found, permanent=True)
    return render(request, "territory/territory.html", {"territory": found})

"""Choosing clauses of several documents, and the draft that they make: all of it in the address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from community.library.assembling import MOST_CHOSEN, Chosen, chosen, draft, shares_alike
from community.library.clauses import read_keys
from community.library.crumbs import above
from community.library.models import SharedDocument, Version
from community.library.states import Kind
from media.document_checking import CONTENT_TYPES

MOST_OFFERED = 20  # specifications to take more clauses from


def choice(request: HttpRequest) -> list[Chosen]:
    """The clauses that the address names (`?clause=`), as far as the visitor may read them."""
    return chosen(read_keys(request.GET.getlist("clause"), MOST_CHOSEN), request.user)


def address(name: str, parts: list[Chosen], without: str = "") -> str:
    """The address of a page of the library that keeps the choice, but for one of its keys."""
    keys = [("clause", one.key) for one in parts if one.key != without]
    return f"{name}?{urlencode(keys)}" if keys else name


@require_safe
def assemble(request: HttpRequest) -> HttpResponse:
    """The chosen clauses in their order, each with whose it is; more of them; the file."""
    parts = choice(request)
    here = reverse("library:assemble")
    offered = SharedDocument.objects.listed_for(request.user).filter(kind=Kind.SPECIFICATION)
    offered = offered.filter(versions__in=Version.objects.shown()).distinct()
    context = {
        "parts": [(one, address(here, parts, without=one.key)) for one in parts],
        "shares_alike": shares_alike(parts),
        "file_url": address(reverse("library:draft"), parts),
        "offered": [
            (one, address(one.get_absolute_url(), parts))
            for one in offered.order_by("-published_at", "-pk")[:MOST_OFFERED]
        ],
        "crumbs": above(),
    }
    return TemplateResponse(request, "library/assemble.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The draft as ODT. Http404 without a clause that the visitor may read."""
    parts = choice(request)
    if not parts:
        raise Http404
    response = HttpResponse(draft(parts), content_type=CONTENT_TYPES["odt"])
    response["Content-Disposition"] = 'attachment; filename="projet-de-cahier-des-charges.odt"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response

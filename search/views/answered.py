"""The list of what may answer a question, for the script that asks while its title is typed."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from search.answered import may_answer

FRESH_SECONDS = 60


@require_safe
def as_list(request: HttpRequest) -> HttpResponse:
    """The part of a page about `?titre`; public content only, the same for everyone."""
    context = {"hits": may_answer(request.GET.get("titre", ""))}
    response = TemplateResponse(request, "search/parts/answered.html", context)
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response

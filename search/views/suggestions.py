"""Suggestions while typing: titles, themes and communes, each with the address it leads to."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.addresses import Address
from search.asking import suggest
from search.kinds import Kind
from search.parsing import clean
from search.presentation import dated
from search.query import MAX_TEXT, Area, SearchQuery
from search.results import Suggestion

FRESH_SECONDS = 60


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The suggestions for the beginning of a text (`q`), each as docs/api.md tells."""
    text = clean(request.GET.get("q", ""), MAX_TEXT)
    locale = get_language() or "fr"
    address = Address(reverse("search:results"))
    response = JsonResponse(
        {
            "suggestions": [
                {
                    "group": suggestion.group,
                    "kind": suggestion.kind,
                    "label": suggestion.label,
                    "detail": _detail(suggestion),
                    "url": suggestion.url or address.url(_query(suggestion)),
                }
                for suggestion in suggest(text, locale)
            ]
        },
        json_dumps_params={"ensure_ascii": False},
    )
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response


def _query(suggestion: Suggestion) -> SearchQuery:
    """The question that a theme or a commune stands for."""
    if suggestion.group == "theme":
        return SearchQuery(selected={"theme": (suggestion.value,)})
    return SearchQuery(commune=suggestion.value, area=Area.AROUND)


def _detail(suggestion: Suggestion) -> str:
    """What the suggestion is, in a word or two; of an aid or event, when."""
    if suggestion.group == "page":
        label = str(Kind(suggestion.kind).label)
        return ", ".join(filter(None, [label, dated.when(suggestion.kind, suggestion.data)]))
    return _("Theme") if suggestion.group == "theme" else _("Around this commune")

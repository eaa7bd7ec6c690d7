"""The public picker: territories for what a visitor types, as JSON."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from territories.lookup import find
from territories.models import Territory

PICKED = 10
SHARED_FOR = 86_400  # seconds; the data changes once a year


@require_safe
@cache_control(public=True, max_age=SHARED_FOR)
def picker(request: HttpRequest) -> JsonResponse:
    """GET ?q=…&type=commune&type=epci: at most ten {value, label, population, kind}, best first.

    `value` is the INSEE code (SIREN of an EPCI). Without `type`: every kind. Unknown types are
    left aside; nothing typed gives an empty list.
    """
    kinds = [kind for kind in request.GET.getlist("type") if kind in Territory.Kind.values]
    found = find(request.GET.get("q", ""), kinds=kinds, limit=PICKED)
    return JsonResponse(
        [
            {
                "value": territory.code,
                "label": territory.found_label,
                "population": territory.population,
                "kind": territory.kind,
            }
            for territory in found
        ],
        safe=False,
        json_dumps_params={"ensure_ascii": False},
    )

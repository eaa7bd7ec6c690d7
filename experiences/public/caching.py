"""What shared caches may keep: pages for visitors without cookies, for a minute."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import http_date

# Seconds. What is unpublished is gone from shared caches after this time at the latest.
KEPT_FOR = 60
# Seconds during which a cache may answer with what it has while it asks again.
STALE_FOR = 300


class PublicCacheMiddleware:
    """Says who may keep an answer, where the view has not said so.

    Public: a page found for a visitor who sent no cookie and is given none. Anything else
    depends on who asks, and is asked anew each time. Django's ConditionalGetMiddleware, inside,
    gives pages their ETag, which decides; `request.changed_at` says when a page was published.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        changed_at = getattr(request, "changed_at", None)
        if changed_at and response.status_code == 200:
            # After the conditional answers: what a page lists may change while its text does not.
            response.setdefault("Last-Modified", http_date(changed_at.timestamp()))
        if response.has_header("Cache-Control") or request.method not in ("GET", "HEAD"):
            return response
        patch_vary_headers(response, ["Cookie"])
        is_anonymous = not request.COOKIES and "Authorization" not in request.headers
        if is_anonymous and not response.cookies and response.status_code in (200, 304):
            patch_cache_control(
                response, public=True, max_age=KEPT_FOR, stale_while_revalidate=STALE_FOR
            )
        else:
            patch_cache_control(response, private=True, no_cache=True)
        return response

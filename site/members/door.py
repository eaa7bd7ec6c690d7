"""The one door: Wagtail's own pages to sign in lead to the site's."""

from django.contrib.auth.views import redirect_to_login
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Leads whoever is not signed in to the page for it, and on to `next` or the administration.

    PermissionDenied (403) for whoever is signed in: Wagtail sends here those who may not enter.
    """
    if request.user.is_authenticated:
        # Wagtail left a message that says the same; it is not to wait for another page.
        list(get_messages(request))
        raise PermissionDenied
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = reverse("wagtailadmin_home")
    return redirect_to_login(target)

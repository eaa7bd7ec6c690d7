"""To the other site and back, and the end of both sessions."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.views import logout
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from requests import RequestException

from members.provider import ID_TOKEN, PROVIDER, CheckingAdapter, is_offered


class CallbackView(OAuth2CallbackView):
    """Tells the adapter which nonce was sent."""

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[Any, Any]:
        state, response = super()._get_state(request, provider)
        if state:
            self.adapter.nonce = state.get("nonce", "")
        return state, response


@never_cache
def leave_for(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the other site. By a link, not a form: `form-action` would stop what it leads to."""
    return _ask(request, provider_id, OAuth2LoginView)


@never_cache
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """From the other site, with a code to be exchanged."""
    return _ask(request, provider_id, CallbackView)


def _ask(request: HttpRequest, provider_id: str, view: Any) -> HttpResponse:
    """What `view` answers; a page that says what to do when the other site does not."""
    adapter = CheckingAdapter(request, provider_id)
    try:
        response: HttpResponse = view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist as missing:
        raise Http404 from missing
    except (RequestException, KeyError, ValueError) as error:
        response = render_authentication_error(request, adapter.get_provider(), exception=error)
    return response


@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; where it began at another site, a page leads on and ends that one too.

    https://openid.net/specs/openid-connect-rpinitiated-1_0.html
    """
    elsewhere = _end_session_url(request) if request.method == "POST" else ""
    response: HttpResponse = logout(request)
    if elsewhere:
        return TemplateResponse(request, "account/signing_out.html", {"elsewhere": elsewhere})
    return response


def _end_session_url(request: HttpRequest) -> str:
    """Where the other site ends its session; empty: there is none, or it does not answer."""
    token = request.session.get(ID_TOKEN)
    if not token or not is_offered():
        return ""
    try:
        url = CheckingAdapter(request, PROVIDER).openid_config.get("end_session_endpoint", "")
    except (RequestException, ValueError):
        return ""
    parameters = {
        "id_token_hint": token,
        "state": get_random_string(32),
        "post_logout_redirect_uri": request.build_absolute_uri("/"),
    }
    return f"{url}?{urlencode(parameters)}" if url else ""

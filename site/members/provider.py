"""Signing in with the account of another site, by OpenID Connect, in the shape that ProConnect has.

https://openid.net/specs/openid-connect-core-1_0.html and https://partenaires.proconnect.gouv.fr/docs:
userinfo may be a signed JWT; `nonce` and `acr_values` are sent, and checked in what comes back.
allauth looks for the providers of an app in a module of this name.
"""

import logging
import secrets
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from members.models import User

logger = logging.getLogger(__name__)

PROVIDER = "oidc"
# Where a session keeps the token that ends the session of the other site too.
ID_TOKEN = "openid_id_token"  # noqa: S105
# All that is kept of what the other site says of a person: who it is, and for which body they work.
KEPT = ("sub", "siret")


class CheckingAdapter(OpenIDConnectOAuth2Adapter):
    """Asks the other site who somebody is, and believes only what is signed or meant for us."""

    # That was sent to the other site when the person left for it.
    nonce = ""

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Raises OAuth2Error where an answer is not what was asked for."""
        raw = kwargs["response"].get("id_token")
        if not raw:
            raise OAuth2Error("no ID token")
        try:
            claims = self._decode_id_token(app, raw)
            userinfo = self._fetch_user_info(token.token)
        except (KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("an answer that cannot be read") from error
        self.check(app, claims, userinfo)
        login = self.get_provider().sociallogin_from_response(request, {"userinfo": userinfo})
        login.account.extra_data = {name: userinfo[name] for name in KEPT if name in userinfo}
        request.session[ID_TOKEN] = raw
        return login

    def check(self, app: SocialApp, claims: dict[str, Any], userinfo: dict[str, Any]) -> None:
        """That `claims` answer this very request, and that `userinfo` is of the same person."""
        if not self.nonce or not secrets.compare_digest(str(claims.get("nonce")), self.nonce):
            raise OAuth2Error("another nonce")
        if not claims.get("sub") or claims["sub"] != userinfo.get("sub"):
            raise OAuth2Error("userinfo of somebody else")
        accepted = app.settings["auth_params"].get("acr_values", "").split()
        if accepted and claims.get("acr") not in accepted:
            raise OAuth2Error("too weak an authentication")

    def _fetch_user_info(self, access_token: str) -> dict[str, Any]:
        """The claims of userinfo: JSON, or a JWT whose signature is verified (ProConnect)."""
        headers = {"Authorization": f"Bearer {access_token}"}
        with get_adapter().get_requests_session() as session:
            response = session.get(self.profile_url, headers=headers)
            response.raise_for_status()
        if response.headers.get("Content-Type", "").split(";")[0] != "application/jwt":
            found: dict[str, Any] = response.json()
            return found
        found = jwtkit.verify_and_decode(
            credential=response.text.strip(),
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=self.get_provider().app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return found


class Provider(OpenIDConnectProvider):
    """The one other site of the settings (OIDC_*)."""

    oauth2_adapter_class = CheckingAdapter

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        # Never from the address: whoever wrote a link would choose how strongly we ask.
        params: dict[str, str] = self.get_auth_params()
        return params

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        scope: list[str] = self.get_scope()
        return scope

    def redirect(self, request: HttpRequest, process: str, **kwargs: Any) -> HttpResponse:
        nonce = secrets.token_urlsafe(32)
        kwargs["auth_params"] = {**(kwargs.get("auth_params") or {}), "nonce": nonce}
        response: HttpResponse = super().redirect(request, process, nonce=nonce, **kwargs)
        return response

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        claims = data["userinfo"]
        names = (claims.get("given_name"), claims.get("usual_name") or claims.get("family_name"))
        return {
            # Not "email": allauth would take it for an address of the account.
            "address": claims.get("email") or "",
            "name": " ".join(name for name in names if name) or claims.get("name") or "",
        }

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """The address that needs no confirmation of ours; none where it is not to be trusted."""
        email = data["userinfo"].get("email")
        if not email or not self.app.settings["email_trusted"]:
            return []
        return [EmailAddress(email=email.lower(), verified=True, primary=True)]


provider_classes = [Provider]


class OpenIdAdapter(DefaultSocialAccountAdapter):
    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": _("Choose a password first: you could not sign in any more."),
        "connected_other": _("Another account of this site is tied to it."),
    }

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """What the form to join is filled with; the person may change it."""
        user: User = sociallogin.user
        user.email = data["address"].lower()
        user.display_name = data["name"][: User._meta.get_field("display_name").max_length]
        return user

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, str]:
        return {"email": sociallogin.user.email, "display_name": sociallogin.user.display_name}

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Tells operators; the page says what to do."""
        logger.warning("Signing in with another site failed: %s.", exception or error)


def is_offered() -> bool:
    """Whether the settings name another site to sign in with."""
    return bool(settings.SOCIALACCOUNT_PROVIDERS)

"""Headers that limit what a browser lets a page do, for the public site and for the admin."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from ui.embeds import FRAME_ORIGINS

# What no page of ours uses: https://www.w3.org/TR/permissions-policy/
UNUSED_FEATURES = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)


class ContentSecurityPolicy(CSPMiddleware):
    """CONTENT_SECURITY_POLICY everywhere, ADMIN_CONTENT_SECURITY_POLICY under the admin's address.

    A response that brings its own policy (a document in its sandbox) keeps it.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts


class PermissionsPolicy:
    """Permissions-Policy: nothing of the device; full screen for our videos only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        players = " ".join(f'"{origin}"' for origin in FRAME_ORIGINS)
        features = [f"{name}=()" for name in UNUSED_FEATURES]
        self.value = ", ".join([*features, f"fullscreen=(self {players})"])

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", self.value)
        return response

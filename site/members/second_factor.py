"""The second factor: whom it is asked of, how its secrets are kept, what its devices are called."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from qrcode import QRCode
from qrcode.image.svg import SvgPathImage

from members.models import User


def has_second_factor(user: User | AnonymousUser) -> bool:
    """Whether a device of `user` is asked for, beside the password; recovery codes are none."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]))


class SecondFactorOfEditors:
    """Sends whoever may enter the administration without a second factor to set one up first.

    Where SECOND_FACTOR_REQUIRED says so. Whoever has one gave it when signing in: there is one
    door (members/door.py). ANSSI, recommandations relatives à l'authentification multifacteur
    (2021), R6.
    """

    why = gettext_lazy("The administration asks for a second factor: choose one below.")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        if (
            settings.SECOND_FACTOR_REQUIRED
            and request.user.is_authenticated
            and self.asks(request, request.user)
            and not has_second_factor(request.user)
        ):
            messages.warning(request, self.why)
            return HttpResponseRedirect(reverse("mfa_index"))
        return None

    def asks(self, request: HttpRequest, user: User) -> bool:
        """Whether what `user` asks for is open only to those who have a second factor."""
        return (
            request.path_info.startswith(reverse("wagtailadmin_home"))
            and request.path_info != reverse("wagtailadmin_logout")
            and user.has_perm("wagtailadmin.access_admin")
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This code is wrong, or too old: type the one that you see now."
        ),
        "unverified_email": gettext_lazy(
            "Confirm your new address first, or keep the one of today."
        ),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Choose an application or a security key first."
        ),
    }

    def encrypt(self, text: str) -> str:
        """What opens accounts is not to be read from a copy of the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text).decode()

    def build_totp_svg(self, url: str) -> str:
        """An <svg> element, to stand in the page itself: our policy takes no data: address."""
        code = QRCode(image_factory=SvgPathImage)
        code.add_data(url)
        drawn: str = code.make_image().to_string(encoding="unicode")
        return drawn

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Key %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME


def _cipher() -> MultiFernet:
    """Enciphers with SECRET_KEY; deciphers with that or one of SECRET_KEY_FALLBACKS."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(urlsafe_b64encode(sha256(b"members.second_factor" + force_bytes(key)).digest()))
            for key in keys
        ]
    )

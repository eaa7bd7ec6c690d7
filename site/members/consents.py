"""Who agreed to the terms of use as they are now, and who is asked again when they change."""

from collections.abc import Callable
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from members.models import Consent, User

# The day on which the text of account/terms.html became what it is: to be changed with it.
TERMS_VERSION = "2026-11-25"

# Where an account is used; reading needs none, and no consent.
USED = ("account", "directory", "community:index", "wagtailadmin_home")
# What can be read and done before an answer.
OPEN = (
    "account_consent",
    "account_leaving",
    "account_terms",
    "account_data",
    "account_data_file",
    "account_deletion",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_logout",
    "community:no-more-mails",
    "wagtailadmin_logout",
)


def agree(*, user: User) -> None:
    """Record that `user` agrees to the terms as they are now; each version once."""
    Consent.objects.get_or_create(user=user, subject=Consent.Subject.TERMS, version=TERMS_VERSION)


def has_agreed(user: User) -> bool:
    """Whether `user`, as the session gives it, agreed to the terms as they are now."""
    return getattr(user, "has_agreed", False)


class AgreeingBackend(AuthenticationBackend):
    """allauth's, which loads with each person whether they agreed: no query more."""

    def get_user(self, user_id: int) -> User | None:
        agreed = Consent.objects.filter(
            user=OuterRef("pk"), subject=Consent.Subject.TERMS, version=TERMS_VERSION
        )
        user = User.objects.annotate(has_agreed=Exists(agreed)).filter(pk=user_id).first()
        return user if self.user_can_authenticate(user) else None


class TermsAskedAgain:
    """Leads whoever is signed in and did not agree to the present terms to the page that asks.

    What is sent is let through: nothing that somebody has just written is lost.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        if request.method in ("GET", "HEAD") and is_to_be_asked(request):
            return redirect_to_login(request.get_full_path(), reverse("account_consent"))
        return None


def is_to_be_asked(request: HttpRequest) -> bool:
    """Whether an account is used here whose owner did not agree to the present terms."""
    match = request.resolver_match
    return (
        request.path_info.startswith(tuple(reverse(name) for name in USED))
        and (match is None or match.view_name not in OPEN)
        and isinstance(request.user, User)
        and not has_agreed(request.user)
    )

"""Where allauth asks this site: its messages, its words, and where to go next."""

import logging
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import mails
from members.addresses import release_address
from members.models import User

logger = logging.getLogger(__name__)

# The name under which a link of confirmation carries the page that its owner came from.
BACK = "retour"

# What is said after an action. What has no words here is not said: a message waits in a cookie
# until it is shown, and visitors are given none.
SAID = {
    "account/messages/email_confirmed.txt": _("Your address is confirmed."),
    "account/messages/email_confirmation_failed.txt": _(
        "Another account has this address: it could not be confirmed."
    ),
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "socialaccount/messages/account_connected.txt": _("The other account is tied to yours."),
    "socialaccount/messages/account_connected_updated.txt": _(
        "The other account is tied to yours."
    ),
    "socialaccount/messages/account_connected_other.txt": _(
        "Another account of this site is tied to it."
    ),
    "socialaccount/messages/account_disconnected.txt": _(
        "The other account no longer opens yours."
    ),
    "mfa/messages/totp_activated.txt": _(
        "The codes of your application are asked for from now on."
    ),
    "mfa/messages/totp_deactivated.txt": _("The codes of your application are asked for no more."),
    "mfa/messages/webauthn_added.txt": _("The security key is added."),
    "mfa/messages/webauthn_removed.txt": _("The security key is taken away."),
    "mfa/messages/recovery_codes_generated.txt": _("Your new recovery codes are ready."),
}
# Ways to prove again who one is.
PROOFS = {
    "reauthenticate": _("Type my password"),
    "mfa_reauthenticate": _("Type a code of my application, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use my security key"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Write to the publisher of this site."),
        "duplicate_email": _("This is the address of your account already."),
        "email_password_mismatch": _(
            "The address or the password is wrong. Check both, or choose a new password."
        ),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many attempts: try again in five minutes."),
        "rate_limited": _("Too many requests: try again in a few minutes."),
    }

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        return mails.letter(template_prefix, str(email), context)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it, or answer with a page that says what to do; a mere notice is only logged.

        The page is the same for every address.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException, ValueError) as error:
            logger.warning("No message %s: %s.", template_prefix, type(error).__name__)
            if not mails.is_notice(template_prefix):
                page = TemplateResponse(self.request, "account/mail_failed.html", status=503)
                raise ImmediateHttpResponse(page.render()) from error

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        words = message or SAID.get(message_template or "")
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        with transaction.atomic():
            release_address(email=email_address.email, keeping=email_address.user)
            return super().confirm_email(request, email_address)

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmationHMAC
    ) -> str:
        """With the page that its owner came from: the message may be opened on another device."""
        url = super().get_email_confirmation_url(request, emailconfirmation)
        back = get_next_redirect_url(request)
        return f"{url}?{urlencode({BACK: back})}" if back else url

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """To the account, or to the page to sign in, and from there where its owner came from."""
        if self.request.user.is_authenticated:
            return reverse("account")
        back = self.request.GET.get(BACK, "")
        url = reverse("account_login")
        return f"{url}?{urlencode({'next': back})}" if back and self.is_safe_url(back) else url

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": PROOFS[method["id"]]} for method in methods]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

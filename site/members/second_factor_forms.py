"""allauth's forms of the second factor in our words."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from members.account_forms import InOurWords

CODE_HELP = _("The code that your application shows now, or one of your recovery codes.")


class CodeForm(InOurWords, base.AuthenticateForm):
    labels = {"code": _("Code")}
    helps = {"code": CODE_HELP}


class CodeAgainForm(InOurWords, base.ReauthenticateForm):
    labels = {"code": _("Code")}
    helps = {"code": CODE_HELP}


class ApplicationForm(InOurWords, ActivateTOTPForm):
    labels = {"code": _("Code that your application shows")}


class KeyForm(InOurWords, webauthn.AddWebAuthnForm):
    labels = {"name": _("Name of the key")}
    helps = {"name": _("To tell your keys apart.")}

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValueError as error:  # what came is no answer of a browser
            raise get_adapter().validation_error("incorrect_code") from error
        return cleaned


class KeyNameForm(InOurWords, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name of the key")}

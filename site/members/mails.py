"""The messages about accounts: what allauth sends, in our words, as plain text and as HTML."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members import letters

Text = str | Promise


@dataclass(frozen=True)
class Letter:
    """One message; {names} in its texts are those of allauth's context."""

    subject: Text
    says: Text
    verb: Text = ""  # of the button
    url: str = ""  # its address: a name of the context
    ending: Text = ""


NOT_YOU = _("If you have asked for nothing, do nothing: nothing changes.")

# What texts may name of allauth's context.
NAMED = ("from_email", "to_email", "deleted_email", "provider")

# allauth's names of its messages → ours.
LETTERS = {
    "account/email/email_confirmation_signup": Letter(
        subject=_("Confirm your address"),
        says=_("Somebody, you we hope, makes an account on Terrain commun with this address."),
        verb=_("Confirm my address"),
        url="activate_url",
        ending=_(
            "The link works for {confirm_days} days and leads to a button: press it. "
            "If you have asked for nothing, do nothing: the account stays closed."
        ),
    ),
    "account/email/email_confirmation": Letter(
        subject=_("Confirm your address"),
        says=_("This address was given for an account of Terrain commun."),
        verb=_("Confirm my address"),
        url="activate_url",
        ending=_(
            "The link works for {confirm_days} days and leads to a button: press it. "
            "If you have asked for nothing, do nothing: nothing changes."
        ),
    ),
    "account/email/account_already_exists": Letter(
        subject=_("You already have an account"),
        says=_(
            "Somebody, you perhaps, wished to make an account on Terrain commun with this "
            "address, which has one already. Sign in, or choose a new password if you have "
            "forgotten yours."
        ),
        verb=_("Choose a new password"),
        url="password_reset_url",
        ending=NOT_YOU,
    ),
    "account/email/password_reset_key": Letter(
        subject=_("Choose a new password"),
        says=_("Somebody, you we hope, asked to choose a new password for your account."),
        verb=_("Choose a new password"),
        url="password_reset_url",
        ending=_(
            "The link works for {reset_hours} hours, once. "
            "If you have asked for nothing, do nothing: your password stays as it is."
        ),
    ),
    "account/email/unknown_account": Letter(
        subject=_("No account with this address"),
        says=_(
            "Somebody, you perhaps, asked for a new password on Terrain commun with this "
            "address, which has no account. You may have made yours with another address."
        ),
        verb=_("Make an account"),
        url="signup_url",
        ending=NOT_YOU,
    ),
}
# What has changed in who may enter; whoever did not do it learns what to do.
NOTICES: dict[str, Text] = {
    "account/email/password_changed": _("The password of your account was changed."),
    "account/email/password_reset": _("A new password was chosen for your account."),
    "account/email/password_set": _("A password was chosen for your account."),
    "account/email/email_changed": _(
        "The address of your account is no longer {from_email} but {to_email}."
    ),
    "account/email/email_deleted": _(
        "The address {deleted_email} was taken away from your account."
    ),
    "socialaccount/email/account_connected": _("An account of {provider} now opens yours."),
    "socialaccount/email/account_disconnected": _(
        "An account of {provider} no longer opens yours."
    ),
    "mfa/email/totp_activated": _("Signing in to your account now asks for a code too."),
    "mfa/email/totp_deactivated": _("Signing in to your account asks for no code any more."),
    "mfa/email/webauthn_added": _("A security key now opens your account, with the password."),
    "mfa/email/webauthn_removed": _("A security key of your account was taken away."),
    "mfa/email/recovery_codes_generated": _(
        "New recovery codes were made for your account; those from before are void."
    ),
}


def is_notice(name: str) -> bool:
    """Whether the message `name` only tells what has been done."""
    return name in NOTICES


def letter(name: str, to: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    """The message that allauth calls `name` ("account/email/password_reset_key"), in the active
    language. KeyError for one that has no words of ours.
    """
    if is_notice(name):
        forgotten = urljoin(settings.WAGTAILADMIN_BASE_URL, reverse("account_reset_password"))
        context = context | {"forgotten_url": forgotten}
        found = Letter(
            subject=_("Your account has changed"),
            says=NOTICES[name],
            verb=_("Choose a new password"),
            url="forgotten_url",
            ending=_(
                "You did this? All is well. If not, somebody else entered your account: "
                "choose a new password at once."
            ),
        )
    else:
        found = LETTERS[name]
    words = {key: str(value) for key, value in context.items() if key in NAMED} | {
        "confirm_days": settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS,
        "reset_hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
    }
    return letters.letter(
        to,
        subject=str(found.subject),
        says=str(found.says).format(**words),
        verb=str(found.verb),
        url=context[found.url],
        ending=str(found.ending).format(**words),
    )

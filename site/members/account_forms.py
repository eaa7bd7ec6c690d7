"""allauth's forms in our words: labels, help, errors that say what to do, what browsers fill in."""

from typing import Any

from allauth.account import forms as account
from allauth.socialaccount import forms as social
from allauth.socialaccount.models import SocialAccount
from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.joining import AllOrNothing
from members.models import User

ADDRESS = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
SHORTEST_PASSWORD = next(
    validator["OPTIONS"]["min_length"]
    for validator in settings.AUTH_PASSWORD_VALIDATORS
    if "OPTIONS" in validator
)
PASSWORD_HELP = format_lazy(
    _("At least {number} characters: a few words that you will remember do well."),
    number=SHORTEST_PASSWORD,
)
REQUIRED = {
    "login": _("Type your e-mail address."),
    "email": _("Type your e-mail address."),
    "password": _("Type your password."),
    "oldpassword": _("Type your password."),
    "password1": _("Choose a password."),
    "code": _("Type the code."),
}
NO_ADDRESS = _("This is no e-mail address: it looks like mairie@example.org.")


class InOurWords:
    """Gives the fields of a form of allauth the labels and the help of `labels` and `helps`."""

    labels: dict[str, Any] = {}
    helps: dict[str, Any] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Once is enough: the password can be shown while it is typed.
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if isinstance(field.widget, forms.PasswordInput):
                field.help_text = ""
                field.widget.attrs |= {
                    "data-show": _("Show the password"),
                    "data-hide": _("Hide the password"),
                }
            field.help_text = self.helps.get(name, field.help_text)
            if name in REQUIRED:
                field.error_messages["required"] = REQUIRED[name]
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = NO_ADDRESS


class SignInForm(InOurWords, account.LoginForm):
    labels = {
        "login": ADDRESS,
        "password": PASSWORD,
        "remember": _("Stay signed in on this device"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignUpForm(AllOrNothing, InOurWords, account.SignupForm):
    field_order = ["email", "display_name", "password1", "terms", "website"]
    labels = {
        "email": ADDRESS,
        "password1": PASSWORD,
        "website": _("Leave this field empty"),
    }
    helps = {
        "email": _("You sign in with it. It is never shown."),
        "password1": PASSWORD_HELP,
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].widget.attrs = {"autocomplete": "off"}


class AddressForm(InOurWords, account.AddEmailForm):
    labels = {"email": _("New e-mail address")}


class PasswordForm(InOurWords, account.ChangePasswordForm):
    labels = {"oldpassword": _("Present password"), "password1": NEW_PASSWORD}
    helps = {"password1": PASSWORD_HELP}


class FirstPasswordForm(InOurWords, account.SetPasswordForm):
    labels = {"password1": NEW_PASSWORD}
    helps = {"password1": PASSWORD_HELP}


class ForgottenPasswordForm(InOurWords, account.ResetPasswordForm):
    labels = {"email": ADDRESS}


class NewPasswordForm(InOurWords, account.ResetPasswordKeyForm):
    labels = {"password1": NEW_PASSWORD}
    helps = {"password1": PASSWORD_HELP}


class AgainForm(InOurWords, account.ReauthenticateForm):
    labels = {"password": PASSWORD}


class JoinFromElsewhereForm(AllOrNothing, InOurWords, social.SignupForm):
    field_order = ["email", "display_name", "terms"]
    labels = {"email": ADDRESS}
    helps = {"email": _("You sign in with it. It is never shown.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An account has one address: the one that is confirmed already, where there is one.
        if self.sociallogin.email_addresses:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _(
                "The other site gave it. You can change it later in “My account”."
            )


class OtherAccountField(forms.ModelChoiceField):
    def label_from_instance(self, obj: SocialAccount) -> str:
        return str(settings.OIDC["name"])


class UntieForm(InOurWords, social.DisconnectForm):
    labels = {"account": _("Account of another site")}

    account = OtherAccountField(SocialAccount.objects.none(), widget=forms.RadioSelect)


class NameForm(forms.ModelForm[User]):
    """The displayed name, chosen by the person."""

    class Meta:
        model = User
        fields = ("display_name",)
        widgets = {"display_name": forms.TextInput(attrs={"autocomplete": "name"})}
        help_texts = {"display_name": _("What others read beside what you write.")}
        error_messages = {"display_name": {"required": _("Type the name that others will read.")}}

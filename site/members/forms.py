"""The forms of accounts: an e-mail address and a displayed name, no username, no other name."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.users import forms as wagtail_forms

from members.models import User


class AccountForm(wagtail_forms.UserForm):
    """What creation and edition have in common. Wagtail's own asks for first and last names."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The person signs in with it."), required=True
    )
    display_name = forms.CharField(
        label=_("Displayed name"),
        max_length=80,
        help_text=_("As the person wishes to be called; never made from the address."),
    )
    first_name = None
    last_name = None

    error_messages = {
        **wagtail_forms.UserForm.error_messages,
        "duplicate_username": _("An account already has this e-mail address."),
    }

    def clean_email(self) -> str:
        """In lower case: one address is one account, however it is typed."""
        email: str = self.cleaned_data["email"].strip().lower()
        others = User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(
                self.error_messages["duplicate_username"], code="duplicate_username"
            )
        return email


class AccountCreationForm(AccountForm, wagtail_forms.UserCreationForm):
    class Meta(wagtail_forms.UserCreationForm.Meta):
        fields = {"email", "display_name", "is_superuser", "groups"}


class AccountEditForm(AccountForm, wagtail_forms.UserEditForm):
    class Meta(wagtail_forms.UserEditForm.Meta):
        fields = {"email", "display_name", "is_active", "is_superuser", "groups"}


class OwnNameForm(forms.ModelForm[User]):
    """What a person changes of their own account here; the rest is in the account itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].help_text = format_html(
            '<a href="{}">{}</a>', reverse("account"), _("Address, password and second factor")
        )

    class Meta:
        model = User
        fields = ("display_name",)

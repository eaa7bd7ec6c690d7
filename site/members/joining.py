"""What everybody who makes an account is asked, with a password or with another site's account."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from members.consents import agree
from members.models import User


class Questions(forms.Form):
    """allauth makes it the base of its own forms to join (ACCOUNT_SIGNUP_FORM_CLASS)."""

    display_name = forms.CharField(
        label=_("Displayed name"),
        max_length=80,
        help_text=_("What others read beside what you write: your name, or “Mairie d’Œuilly”."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type the name that others will read.")},
    )
    terms = forms.BooleanField(
        label=_("I accept the terms of use"),
        error_messages={"required": _("Read the terms of use, and tick the box to accept them.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["terms"].help_text = format_html(
            '<a href="{}">{}</a>', reverse_lazy("account_terms"), _("Read the terms of use")
        )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth once `user` is saved."""
        user.display_name = self.cleaned_data["display_name"]
        user.save(update_fields=["display_name"])
        agree(user=user)


class AllOrNothing:
    """A form to join that writes the account, its address and its consent together."""

    def save(self, request: HttpRequest) -> User:
        with transaction.atomic():
            user: User = super().save(request)  # type: ignore[misc]
        return user

"""A number as people write it in a form: 7,5; 1 200; −3."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Before and after the comma; beyond, somebody leant on a key.
MOST_DIGITS = 12


class FrenchNumberField(forms.CharField):
    """Comma or point, spaces between thousands; gives a Decimal, None for nothing typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            max_length=40,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"max_length": gettext_lazy("Type a shorter number.")},
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        text = "".join(super().clean(value).split()).replace(",", ".").replace("−", "-")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise ValidationError(_("Type a number, like 12 or 7.5."))
        if abs(number) >= 10**MOST_DIGITS or number != round(number, MOST_DIGITS):
            raise ValidationError(_("This number is out of proportion: check it."))
        return number

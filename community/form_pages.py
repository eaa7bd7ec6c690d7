"""Pages with one form: how they are asked for, and what their form is bound to."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

form_page = require_http_methods(["GET", "HEAD", "POST"])


def asked_key(request: HttpRequest, name: str) -> int | None:
    """The key that a parameter of the address gives to begin a form with; None for what is none."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else None


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form is bound to: nothing when its page is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)

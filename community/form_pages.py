"""Pages with one form: how they are asked for, and what their form is bound to."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

form_page = require_http_methods(["GET", "HEAD", "POST"])


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form is bound to: nothing when its page is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)

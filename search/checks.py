"""System checks: each page type says how it is searched, or why it is not."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from wagtail.models import get_page_models

from search.documents import DOCUMENTS, NOT_SEARCHED


@register()
def every_page_type_is_declared(**_: Any) -> list[CheckMessage]:
    """Every page type that is not Wagtail's own is in `DOCUMENTS` or in `NOT_SEARCHED`."""
    return [
        Error(
            f"{model._meta.label} does not say how it is searched.",
            hint=(
                "In search/documents/__init__.py, add its document class to DOCUMENTS, or a line "
                f'"{model._meta.label}": "the reason" to NOT_SEARCHED.'
            ),
            obj=model,
            id="search.E001",
        )
        for model in get_page_models()
        if not model.__module__.startswith("wagtail.")
        and model._meta.label not in DOCUMENTS
        and model._meta.label not in NOT_SEARCHED
    ]

"""System checks: whatever people write says how it is searched, or why it is not."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db.models import Model
from wagtail.models import get_page_models

from search.documents import (
    DOCUMENTS,
    NOT_SEARCHED,
    ObligationRecords,
    SharedRecords,
    TopicDocument,
)


@register()
def everything_written_is_declared(**_: Any) -> list[CheckMessage]:
    """Page types and models of the community have a document class, or are in `NOT_SEARCHED`."""
    others = {one.model._meta.label for one in (TopicDocument, SharedRecords, ObligationRecords)}
    declared = {*DOCUMENTS, *NOT_SEARCHED, *others}
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
        for model in written()
        if model._meta.label not in declared
    ]


def written() -> list[type[Model]]:
    """Page types that are not Wagtail's own; the models of the community and of its rooms."""
    pages = (model for model in get_page_models() if not model.__module__.startswith("wagtail."))
    towns = (model for model in apps.get_models() if model.__module__.startswith("community."))
    return list(dict.fromkeys([*pages, *towns]))

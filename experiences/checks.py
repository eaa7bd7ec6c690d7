"""System check: each type of publication has what editors, visitors and translators need."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from wagtail.admin.panels import TabbedInterface
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from experiences import rules
from experiences.models.publication import Publication

# Never offered as text to translate: personal data and facts.
NEVER_TEXT = {"contact_function", "contact_email", "contact_phone", "stage", "kind"}
# Never searched: what is indexed can be found by anyone.
NEVER_SEARCHED = {"contact_function", "contact_email", "contact_phone"}


def page_types_are_complete(
    app_configs: Any = None, databases: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """An error for each thing that a type of publication lacks."""
    return [
        Error(f"{model.__name__}: {text}", hint=hint, obj=model, id=f"experiences.{code}")
        for model in apps.get_models()
        if issubclass(model, Publication)
        for code, text, hint in lacking(model)
    ]


def lacking(model: type[Publication]) -> Iterator[tuple[str, str, str]]:
    """Code, what is wrong and what to do, for each thing that `model` lacks."""
    if not isinstance(getattr(model, "edit_handler", None), TabbedInterface):
        yield "E001", "it has no tabs", "Set edit_handler = panels.tabs(…)."
    if unknown := set(model.rules) - {"blocks", *rules.RULES}:
        yield "E002", f"no such rule: {sorted(unknown)}", "Name keys of experiences.rules.RULES."
    if missing := {"summary", "blocks"} - set(model.rules):
        yield "E003", f"it does not keep {sorted(missing)}", "Every publication keeps them."
    if not model.criteria:
        yield "E004", "its completeness is not defined", "Set criteria = completeness.…"
    if not model.parent_page_types:
        yield "E005", "it may stand nowhere", "Set parent_page_types."
    searched = {field.field_name for field in model.search_fields}
    if "summary" not in searched or searched & NEVER_SEARCHED:
        yield "E006", "its search_fields", "Search the summary, never the contact."
    offered = {
        field.field_name
        for field in get_translatable_fields(model)
        if field.field_name in NEVER_TEXT and not isinstance(field, SynchronizedField)
    }
    if offered:
        yield "E007", f"translators are offered {sorted(offered)}", "Use translation.synchronized."

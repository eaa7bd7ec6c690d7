"""{% load answered %} {% answered_already field %}: what a title that is typed may be about."""

from typing import Any

from django import template
from django.forms import BoundField

from search.answered import may_answer

register = template.Library()


@register.inclusion_tag("search/parts/answered.html")
def answered_already(field: BoundField) -> dict[str, Any]:
    """The list below the field of a title; a script brings it up to date."""
    return {"field": field.id_for_label, "hits": may_answer(str(field.value() or ""))}

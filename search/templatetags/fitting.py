"""{% load fitting %} {% what_fits subjects territory as found %}: content for what is weak."""

from collections.abc import Sequence

from django import template
from django.utils.translation import get_language

from search import fitting
from territories.models import Territory

register = template.Library()


@register.simple_tag
def what_fits(
    areas: Sequence[fitting.About], territory: Territory
) -> list[tuple[fitting.About, fitting.Fitting]]:
    """Each of `areas` with what fits its `section`, in the language of the page."""
    found = fitting.fitting([area.section for area in areas], territory, get_language() or "fr")
    return [(area, found[area.section.key]) for area in areas]

"""{% load discussions %} {% discussions_about page %}: the topics that lead to a page."""

from typing import Any

from django import template
from wagtail.models import Page

from community import citing, language

register = template.Library()

MOST = 5  # topics beside a page


@register.inclusion_tag("community/parts/about_page.html")
def discussions_about(page: Page) -> dict[str, Any]:
    """A section with the topics about `page`, and the way to ask about it."""
    topics = citing.discussions_about(page)
    return {
        "page": page,
        "topics": topics[:MOST],
        "total": len(topics),
        "lang": language.of_members(),
    }

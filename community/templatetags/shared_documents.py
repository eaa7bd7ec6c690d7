"""{% load shared_documents %} {% shared_documents_about page as shared %}: those about a sheet."""

from django import template
from wagtail.models import Page

from community.library import sheets
from community.library.models import SharedDocument

register = template.Library()

MOST = 10  # documents beside a page


@register.simple_tag
def shared_documents_about(page: Page) -> list[SharedDocument]:
    """The newest of those about `page`."""
    return list(sheets.documents_about(page)[:MOST])

"""The form of a new sheet begins with the words that were sought in vain.

Wagtail's hook knows the request and its signal knows the page, one right after the other in the
same request: the title goes from one to the other.
"""

from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from experiences.models import ExperiencePage
from search.parsing import clean
from search.query import MAX_TEXT

_title: ContextVar[str] = ContextVar("title of the sheet to come", default="")


def remember_title(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """`before_create_page`: the title that the address asks for, if it does."""
    asked = request.GET.get("title", "") if page_class is ExperiencePage else ""
    _title.set(clean(asked, MAX_TEXT))


def fill_in(sender: Any, page: Page, **kwargs: Any) -> None:
    """`init_new_page`: begins the page with that title, its first letter a capital."""
    title = _title.get()
    if title:
        page.title = title[0].upper() + title[1:]

"""Resources, news and plain pages: from their content files to pages."""

from datetime import date
from typing import Any

from wagtail.models import Locale

from experiences.models import ContentPage, NewsPage, ResourcePage
from home.demonstration.pages import sources_of
from home.demonstration.prose import body, text
from home.demonstration.terms import Terms


def resource_page(item: dict[str, Any], terms: Terms, locale: Locale) -> ResourcePage:
    """The page of a resource, not yet saved."""
    page = ResourcePage(
        slug=item["slug"],
        title=item["title"],
        summary=item["summary"],
        kind=terms.resource_kind(item["kind"]),
        authors=", ".join(item.get("authors") or []),
        year=item.get("year"),
        link=item.get("url") or "",
        body=body(text(item["body"]), of=(item["slug"], "body")),
    )
    _class(page, item, terms)
    page.publication_sources = sources_of(item, locale, item["slug"])
    return page


def news_page(item: dict[str, Any], terms: Terms, locale: Locale) -> NewsPage:
    """The page of a piece of news, not yet saved; its date may be unknown."""
    page = NewsPage(
        slug=item["slug"],
        title=item["title"],
        summary=item["summary"],
        date=date.fromisoformat(str(item["date"])) if item.get("date") else None,
        date_note=item.get("date_text") or "",
        body=body(text(item["body"]), of=(item["slug"], "body")),
    )
    _class(page, item, terms)
    page.publication_sources = sources_of(item, locale, item["slug"])
    return page


def content_page(item: dict[str, Any]) -> ContentPage:
    """A plain page, not yet saved."""
    return ContentPage(
        slug=item["slug"],
        title=item["title"],
        summary=item["summary"],
        show_in_menus=item.get("in_menu", False),
        body=body(text(item.get("body") or ""), of=(item["slug"], "body")),
    )


def _class(page: Any, item: dict[str, Any], terms: Terms) -> None:
    page.themes = terms.themes(item)
    page.pillars = terms.pillars(item)

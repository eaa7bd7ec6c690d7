"""The head of pages that are no publications: the home page, catalogues."""

from django.http import HttpRequest
from wagtail.models import Page

from experiences.public.cards import card_path, first_theme
from experiences.public.head import Head, head_of, site_feed


def page_head(page: Page, request: HttpRequest, *, description: str, work: str) -> Head:
    """The head of any page of ours; see `experiences.public.head`.

    `description` where the editor wrote none for search engines; `work`: what the page is to
    schema.org. Templates: head_links.html, social.html and `{{ head.script }}`.
    """
    image = card_path(page, theme=first_theme(page)) if page.pk and page.live else ""
    head = head_of(page, request, description=description, image=image)
    head.type = "website"
    head.feeds.append(site_feed())
    head.add_work(work)
    return head

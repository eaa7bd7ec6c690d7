"""The head of a catalogue: languages, feed and structured data of what it shows."""

from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from experiences.public.head import Crumb, Head, site_feed
from search.presentation.cards import term_card_path
from search.presentation.page import SearchPage
from taxonomy.labels import Label
from ui.head import Alternate, Feed


def describe_term(head: Head, page: Page, facet: str, term: Label, request: HttpRequest) -> None:
    """Make `head`, that of a catalogue, the head of its page of one theme or pillar (`facet`)."""
    above = Crumb(page.title, page.get_url(request) or "", page.get_full_url(request) or "")
    head.title = _("%(catalogue)s: %(term)s") % {"catalogue": head.title, "term": term.name}
    head.description = f"{head.title}. {term.description} {head.description}".strip()
    head.crumbs = (*head.crumbs, above)
    if head.image:
        head.image = head.absolute(term_card_path(page, facet, term))


def describe_results(head: Head, search: SearchPage) -> None:
    """Add to the `head` of a catalogue what the answer says: address, translations, list."""
    head.type = "website"
    head.noindex = head.noindex or not search.indexable
    alternates: tuple[Alternate, ...] = ()
    alone = search.address.alone(search.query)
    path = f"{alone[0]}/{alone[1]}/" if alone else ""
    if not head.noindex and search.results.page == 1:
        alternates = tuple(
            replace(one, url=f"{one.url}{path}") for one in head.languages.alternates
        )
    head.languages = replace(head.languages, canonical=search.absolute_url, alternates=alternates)
    head.feeds = [site_feed(), *search.feeds]
    if alone and alone[0] == "theme":
        feed = reverse("feeds:theme", args=[alone[1]])
        head.feeds.append(Feed(_("What is new: %(subject)s") % {"subject": head.title}, feed))
    head.add_work(
        "CollectionPage",
        mainEntity={
            "@type": "ItemList",
            "numberOfItems": len(search.results.hits),
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": hit.title,
                    "url": head.absolute(hit.url),
                }
                for position, hit in enumerate(search.results.hits, start=1)
            ],
        },
    )

"""The head of a page of the forum, for machines: address, languages, feeds, structured data.

Machines read without an account: only the pages of whoever is not signed in describe themselves.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.crumbs import above
from community.forum.models import Forum
from community.forum_conversation.models import Topic
from community.paging import Paging
from community.shown import ShownPost
from community.structured_data import described
from ui import structured_data
from ui.head import Alternate, Feed


@dataclass(frozen=True)
class Head:
    """What machines are told of one page."""

    canonical: str  # absolute
    alternates: tuple[Alternate, ...] = ()
    feeds: tuple[Feed, ...] = ()
    script: SafeString = SafeString("")  # JSON-LD


def list_head(request: HttpRequest, url: str, category: Forum | None = None) -> Head:
    """Of a list at `url`: its frame and the names of categories are in each language.

    Messages are in one language whatever the address: pages beyond the first are no translations.
    """
    absolute = request.build_absolute_uri
    addresses = {code: absolute(translate_url(url, code)) for code, _name in settings.LANGUAGES}
    alternates = [Alternate(code, address) for code, address in addresses.items()]
    alternates.append(Alternate("x-default", addresses[settings.LANGUAGE_CODE]))
    return Head(
        canonical=absolute(url),
        alternates=() if "?" in url else tuple(alternates),
        feeds=(feed(category),) if request.user.is_anonymous else (),
    )


def topic_head(
    request: HttpRequest,
    topic: Topic,
    paging: Paging,
    *,
    opening: ShownPost | None,
    other: list[ShownPost],
) -> Head:
    """Of a topic: the French address, whatever the language of the frame.

    `other`: the answers on this page, the accepted one first. Pages beyond the first, which lack
    the opening, describe nothing.
    """
    with override(settings.LANGUAGE_CODE):
        path = topic.get_absolute_url()
    url = request.build_absolute_uri(Paging(paging.page, path).url(paging.number))
    if opening is None or paging.number > 1 or not request.user.is_anonymous:
        return Head(url)
    root_url = request.build_absolute_uri("/").rstrip("/")
    crumbs = [
        (crumb["title"], request.build_absolute_uri(crumb["url"]))
        for crumb in above(category=topic.forum)
    ]
    nodes = [
        structured_data.organization(root_url),
        structured_data.breadcrumbs([*crumbs, (topic.subject, url)]),
        described(topic, opening, other, url=url, root_url=root_url),
    ]
    return Head(url, script=structured_data.script(nodes))


def feed(category: Forum | None = None) -> Feed:
    """The feed of a category; of the whole forum where none is given."""
    with override(settings.LANGUAGE_CODE):
        if category is None:
            address = reverse("community:feed")
        else:
            address = reverse("community:category-feed", args=[category.address_slug, category.pk])
    if category is None:
        return Feed(_("New topics of the community"), address)
    return Feed(_("New topics in “%(title)s”") % {"title": category.title}, address)

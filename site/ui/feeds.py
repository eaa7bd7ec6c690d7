"""Atom feeds as the site writes them (RFC 4287)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date

from ui.structured_data import LICENCE

# What XML 1.0 cannot hold.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NEVER = datetime(2026, 1, 1, tzinfo=UTC)  # when nothing has been published yet


@dataclass(frozen=True)
class Entry:
    title: str
    url: str  # absolute
    summary: str  # plain text
    key: UUID  # stays, whatever becomes of the address
    published: datetime
    updated: datetime


class AtomFeed(Atom1Feed):
    """Atom with its licence; `updated` does not move while nothing is published."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": LICENCE})


def atom(
    entries: Iterable[Entry], *, title: str, about: str, url: str, root_url: str, language: str
) -> HttpResponse:
    """The feed at `url`, of the page `about`: both absolute; `root_url` has no slash at its end."""
    feed = AtomFeed(
        title=clean(title),
        link=about,
        description="",
        subtitle=None,
        language=language,
        feed_url=url,
        feed_guid=url,
        author_name=settings.WAGTAIL_SITE_NAME,
        author_link=f"{root_url}/",
        feed_copyright="CC BY 4.0",
    )
    for entry in entries:
        feed.add_item(
            title=clean(entry.title),
            link=entry.url,
            description=escape(clean(entry.summary)),
            unique_id=entry.key.urn,
            pubdate=entry.published,
            updateddate=entry.updated,
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    response["Last-Modified"] = http_date(feed.latest_post_date().timestamp())
    return response


def clean(text: str) -> str:
    """`text` without what XML cannot hold."""
    return CONTROL.sub("", text)

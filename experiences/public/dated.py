"""What the pages of aids and of events have in common."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.blocks import StreamValue

from experiences.models import AidPage, EventPage
from experiences.public.bodies import Bodies, Part
from experiences.public.brief import Fact
from experiences.public.external import external, host_of
from experiences.public.head import Head
from experiences.public.lines import Line
from experiences.public.related import dossiers_of
from experiences.public.sources import Citation, sources_of
from experiences.public.terms import Tag, tags


@dataclass(frozen=True, kw_only=True)
class DatedView:
    facts: list[Fact]
    body: list[Part]
    themes: list[Tag]
    pillars: list[Tag]
    sources: list[Citation]
    dossiers: list[Line]
    link: str  # on another site; empty for none
    host: str  # the site that it is on
    completed_by: tuple[str, ...] = ()


def shared(
    page: AidPage | EventPage, request: HttpRequest, head: Head, **streams: StreamValue
) -> tuple[Bodies, dict[str, Any]]:
    """The texts of a page, looked up at once, and the fields that every `DatedView` has."""
    dossiers = dossiers_of(page)
    bodies = Bodies(
        request,
        language=head.languages.tree,
        streams={"body": page.body, **streams},
        page_ids=dossiers,
        cover=page.cover,
    )
    return bodies, {
        "body": bodies.parts("body"),
        "themes": tags(page.themes.all(), parameter="theme"),
        "pillars": tags(page.pillars.all(), parameter="pilier", icon="pillar-"),
        "sources": sources_of(page),
        "dossiers": bodies.lines(dossiers),
        "link": external(page.link),
        "host": host_of(page.link),
    }

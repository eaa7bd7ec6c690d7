"""What the pages of aids and events show."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.http import HttpRequest

from experiences.models import AidPage, EventPage
from experiences.public.bodies import Bodies, Part
from experiences.public.brief import Fact
from experiences.public.head import Head
from experiences.public.lines import Line
from experiences.public.related import dossiers_of
from experiences.public.sources import Citation, sources_of
from experiences.public.terms import Tag, tags


@dataclass(frozen=True)
class DatedView:
    body: list[Part]
    themes: list[Tag]
    pillars: list[Tag]
    sources: list[Citation]
    dossiers: list[Line]
    facts: list[Fact]
    host: str  # the site that its address is on
    report: list[Part] = field(default_factory=list)  # events: what came of it
    children: list[Line] = field(default_factory=list)
    completed_by: list[str] = field(default_factory=list)


def aid_view(page: AidPage, request: HttpRequest, head: Head) -> DatedView:
    """An aid, in a constant number of queries; describes it in `head`."""
    return _view(page, request, head, {"body": page.body}, [])


def event_view(page: EventPage, request: HttpRequest, head: Head) -> DatedView:
    """An event, in a constant number of queries; describes it in `head`."""
    return _view(page, request, head, {"body": page.body, "report": page.report}, [])


def _view(
    page: AidPage | EventPage,
    request: HttpRequest,
    head: Head,
    streams: dict[str, object],
    facts: list[Fact],
) -> DatedView:
    dossiers = dossiers_of(page)
    bodies = Bodies(
        request,
        language=head.languages.tree,
        streams=streams,
        page_ids=dossiers,
        cover=page.cover,
    )
    return DatedView(
        body=bodies.parts("body"),
        report=bodies.parts("report") if "report" in streams else [],
        themes=tags(page.themes.all(), parameter="theme"),
        pillars=tags(page.pillars.all(), parameter="pilier", icon="pillar-"),
        sources=sources_of(page),
        dossiers=bodies.lines(dossiers),
        facts=facts,
        host=(urlsplit(page.link).hostname or "").removeprefix("www."),
    )

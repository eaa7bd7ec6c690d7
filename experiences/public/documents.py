"""What the pages of resources, news and plain content show."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from experiences.models import ContentPage, NewsPage, ResourcePage
from experiences.public.bodies import Bodies, Part
from experiences.public.brief import Fact, not_disclosed
from experiences.public.head import Head
from experiences.public.lines import Line, as_lines, with_facts
from experiences.public.related import dossiers_of
from experiences.public.sources import Citation, sources_of
from experiences.public.terms import Tag, tags
from experiences.public.visibility import visible
from experiences.suggestions.credit import credits_of
from media.models import PublicDocument
from taxonomy.labels import names
from taxonomy.models import ResourceKind


@dataclass(frozen=True)
class DocumentView:
    body: list[Part]
    themes: list[Tag]
    pillars: list[Tag]
    sources: list[Citation]
    dossiers: list[Line] = field(default_factory=list)
    host: str = ""  # resources: the site that its address is on
    document: PublicDocument | None = None
    facts: list[Fact] = field(default_factory=list)
    children: list[Line] = field(default_factory=list)  # content pages
    completed_by: list[str] = field(default_factory=list)  # resources: as those of a sheet


def resource_view(page: ResourcePage, request: HttpRequest, head: Head) -> DocumentView:
    """A resource, in a constant number of queries; describes it in `head`."""
    dossiers = dossiers_of(page)
    bodies = _bodies(page, request, head, dossiers)
    kind = names(ResourceKind).get(page.kind.slug, page.kind.name) if page.kind else ""
    head.add_work(
        "CreativeWork",
        genre=kind,
        creator=page.authors,
        copyrightYear=page.year,
        isBasedOn=[page.link] if page.link else [],
    )
    return DocumentView(
        body=bodies.parts("body"),
        themes=tags(page.themes.all(), parameter="theme"),
        pillars=tags(page.pillars.all(), parameter="pilier", icon="pillar-"),
        sources=sources_of(page),
        dossiers=bodies.lines(dossiers),
        host=(urlsplit(page.link).hostname or "").removeprefix("www."),
        document=page.document,
        facts=resource_facts(page, kind, head.languages.quoted),
        completed_by=credits_of(page),
    )


def resource_facts(page: ResourcePage, kind: str, quoted: str) -> list[Fact]:
    """What it is, by whom, of when; what is not known says so. `quoted` as in `Languages`."""
    return [
        Fact("book-open", _("Kind"), kind or not_disclosed(), known=bool(kind)),
        Fact("users", _("Authors"), page.authors, lang=quoted)
        if page.authors
        else Fact("users", _("Authors"), not_disclosed(), known=False),
        Fact(
            "calendar-days",
            _("Year"),
            str(page.year or pgettext("year", "Not disclosed")),
            known=page.year is not None,
        ),
    ]


def news_view(page: NewsPage, request: HttpRequest, head: Head) -> DocumentView:
    """A news item, in a constant number of queries; describes it in `head`."""
    dossiers = dossiers_of(page)
    bodies = _bodies(page, request, head, dossiers)
    sources = sources_of(page)
    head.add_work("NewsArticle", isBasedOn=[source.url for source in sources if source.url])
    return DocumentView(
        body=bodies.parts("body"),
        themes=tags(page.themes.all(), parameter="theme"),
        pillars=tags(page.pillars.all(), parameter="pilier", icon="pillar-"),
        sources=sources,
        dossiers=bodies.lines(dossiers),
    )


def content_view(page: ContentPage, request: HttpRequest, head: Head) -> DocumentView:
    """A plain page and the pages under it, in a constant number of queries."""
    bodies = _bodies(page, request, head, [])
    children = visible(request).filter(pk__in=page.get_children().values("pk")).order_by("path")
    head.add_work("WebPage")
    return DocumentView(
        body=bodies.parts("body"),
        themes=[],
        pillars=[],
        sources=sources_of(page),
        children=as_lines(list(with_facts(children)), request),
    )


def _bodies(
    page: ResourcePage | NewsPage | ContentPage, request: HttpRequest, head: Head, ids: list[int]
) -> Bodies:
    return Bodies(
        request,
        language=head.languages.tree,
        streams={"body": page.body},
        page_ids=ids,
        cover=page.cover,
    )

"""Dossiers, resources, news, subject pages and plain pages."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from experiences.models import (
    Chapter,
    ContentPage,
    DossierPage,
    NewsPage,
    PillarPage,
    ResourcePage,
    ThemePage,
)
from search.documents.attachments import offered
from search.documents.pages import PageDocument, names_of, with_parents
from search.documents.prose import stream_text
from search.documents.record import Record
from search.kinds import Kind
from taxonomy.labels import labels
from taxonomy.models import Pillar, ResourceKind, Theme


class DossierDocument(PageDocument):
    model = DossierPage
    kind = Kind.DOSSIER

    def prepare(self, pages: list[Any]) -> None:
        super().prepare(pages)
        self.chapters: dict[int, list[Chapter]] = defaultdict(list)
        chapters = Chapter.objects.filter(page__in=[page.pk for page in pages])
        for chapter in chapters.order_by("sort_order", "pk"):
            self.chapters[chapter.page_id].append(chapter)

    def documents(self, page: Any) -> Iterator[int]:
        for chapter in self.chapters[page.pk]:
            yield from offered(chapter)
        yield from super().documents(page)

    def body(self, page: Any) -> Iterator[str]:
        yield from stream_text(page.introduction)
        for chapter in self.chapters[page.pk]:
            yield from (chapter.heading, chapter.lead, *stream_text(chapter.body))


class ResourceDocument(PageDocument):
    model = ResourcePage
    kind = Kind.RESOURCE

    def pages(self) -> Any:
        return super().pages().select_related("kind")

    def documents(self, page: Any) -> Iterator[int]:
        if page.document_id:
            yield page.document_id
        yield from super().documents(page)

    def add(self, record: Record, page: Any) -> None:
        record.facets["annee"] = [str(page.year)] if page.year else []
        record.mentions.append(page.authors)
        if page.kind:
            record.keywords += names_of([page.kind.slug], ResourceKind, record.locale)
        record.data["resource_kind"] = page.kind.slug if page.kind else None

    def body(self, page: Any) -> Iterator[str]:
        yield from stream_text(page.body)


class NewsDocument(PageDocument):
    model = NewsPage
    kind = Kind.NEWS

    def add(self, record: Record, page: Any) -> None:
        record.date = page.date or record.date
        record.facets["annee"] = [str(page.date.year)] if page.date else []

    def body(self, page: Any) -> Iterator[str]:
        yield from stream_text(page.body)
        yield page.date_note


class SubjectDocument(PageDocument):
    """The page of a theme or a pillar; it belongs to its own subject."""

    kind = Kind.SUBJECT

    def body(self, page: Any) -> Iterator[str]:
        for name in ("introduction", "gains", "needs", "examples"):
            yield from stream_text(getattr(page, name))


class ThemeDocument(SubjectDocument):
    model = ThemePage

    def pages(self) -> Any:
        return super().pages().select_related("theme")

    def add(self, record: Record, page: Any) -> None:
        record.data["subject"] = "theme"
        slugs = [*record.facets["theme"], page.theme.slug]
        themes = with_parents(slugs, labels(Theme, locale=record.locale))
        record.facets["theme"] = themes
        record.keywords += names_of(themes, Theme, record.locale)


class PillarDocument(SubjectDocument):
    model = PillarPage

    def pages(self) -> Any:
        return super().pages().select_related("pillar")

    def add(self, record: Record, page: Any) -> None:
        record.data["subject"] = "pilier"
        pillars = list(dict.fromkeys([*record.facets["pilier"], page.pillar.slug]))
        record.facets["pilier"] = pillars
        record.keywords += names_of(pillars, Pillar, record.locale)


class ContentDocument(PageDocument):
    model = ContentPage
    kind = Kind.PAGE

    def body(self, page: Any) -> Iterator[str]:
        yield from stream_text(page.body)

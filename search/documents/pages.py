"""What every page tells the search; the classes beside add what their own kind knows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar

from django.utils import timezone
from wagtail.models import Page

from experiences.models import Source
from search.documents.attachments import attached_texts, offered
from search.documents.record import Record
from search.kinds import Kind
from taxonomy.labels import Label, labels
from taxonomy.models import Pillar, Term, Theme


class PageDocument:
    """How pages of one type become records: a batch at a time, each relation read in one query."""

    model: ClassVar[type[Page]]
    kind: ClassVar[Kind]

    def records(self, page_ids: Iterable[int]) -> Iterator[Record]:
        """The records of the pages of this type among `page_ids`, which are public."""
        pages = list(self.pages().filter(pk__in=list(page_ids)))
        self.prepare(pages)
        attached = attached_texts({page.pk: self.documents(page) for page in pages})
        for page in pages:
            url = (page.get_url_parts() or ("", "", ""))[2]
            if url:  # else under no site: nobody can open it
                record = self.record(page, url)
                record.attached = attached.get(page.pk, [])
                yield record

    def pages(self) -> Any:
        """The pages with what each of them points to."""
        return self.model._default_manager.select_related("locale")

    def prepare(self, pages: list[Any]) -> None:
        """Read what many pages share, in bulk, before `record` is asked for each."""
        ids = [page.pk for page in pages]
        self.themes = terms_by_page(self.model, "themes", ids)
        self.pillars = terms_by_page(self.model, "pillars", ids)
        self.sources: dict[int, list[str]] = defaultdict(list)
        self.cited: dict[int, list[int]] = defaultdict(list)  # documents
        rows = Source.objects.filter(page__in=ids).values_list(
            "page_id", "document_id", "title", "publisher"
        )
        for page_id, document_id, *texts in rows:
            self.sources[page_id] += filter(None, texts)
            self.cited[page_id] += filter(None, [document_id])

    def record(self, page: Any, url: str) -> Record:
        """The record of one of the prepared pages."""
        language = page.locale.language_code
        themes = with_parents(self.themes[page.pk], labels(Theme, locale=language))
        pillars = self.pillars[page.pk]
        record = Record(
            page_id=page.pk,
            locale=language,
            kind=self.kind.value,
            url=url,
            title=page.title,
            summary=page.summary,
            keywords=[
                *names_of(themes, Theme, language),
                *names_of(pillars, Pillar, language),
                page.short_title,
                page.search_description,
            ],
            mentions=list(self.sources[page.pk]),
            facets={"type": [self.kind.value], "theme": themes, "pilier": pillars},
            date=published_on(page),
            completeness=page.completeness / 100,
            go_live_at=page.go_live_at,
            expire_at=page.expire_at,
        )
        self.add(record, page)
        record.body = "\n".join(text.strip() for text in self.body(page) if text.strip())
        record.data = data(record)
        return record

    def documents(self, page: Any) -> Iterator[int]:
        """Primary keys of the documents that the page offers, those that say most first."""
        yield from offered(page)
        yield from self.cited[page.pk]

    def add(self, record: Record, page: Any) -> None:
        """What only this kind knows."""

    def body(self, page: Any) -> Iterator[str]:
        """The texts of the page in reading order."""
        raise NotImplementedError


def terms_by_page(model: type[Page], name: str, ids: list[int]) -> dict[int, list[str]]:
    """The slugs of the terms in the many-to-many field `name`, by page, in the editors' order."""
    field: Any = model._meta.get_field(name)
    through = field.remote_field.through
    page_name, term_name = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = (
        through._default_manager.filter(**{f"{page_name}__in": ids})
        .order_by(f"{term_name}__position", f"{term_name}__slug")
        .values_list(f"{page_name}_id", f"{term_name}__slug")
    )
    found: dict[int, list[str]] = defaultdict(list)
    for page_id, slug in rows:
        found[page_id].append(slug)
    return found


def with_parents(slugs: list[str], known: dict[str, Label]) -> list[str]:
    """Themes and the themes above them, each once, the one above first."""
    found: dict[str, None] = {}
    for slug in slugs:
        parent = known[slug].parent if slug in known else ""
        found.update(dict.fromkeys(filter(None, (parent, slug))))
    return list(found)


def names_of(slugs: list[str], model: type[Term], locale: str) -> list[str]:
    """The names of terms, in the language of the page."""
    known = labels(model, locale=locale)
    return [known[slug].name for slug in slugs if slug in known]


def published_on(page: Page) -> date | None:
    """The day it was first published, in French time."""
    return timezone.localdate(page.first_published_at) if page.first_published_at else None


def data(record: Record) -> dict[str, Any]:
    """The public facts of the JSON answer; what a kind put there before is kept."""

    def one(name: str) -> str | None:
        values = record.facets.get(name)
        return values[0] if values else None

    year = one("annee")
    return {
        "themes": record.facets.get("theme", []),
        "pillars": record.facets.get("pilier", []),
        "audiences": record.facets.get("public", []),
        "sizes": record.facets.get("taille", []),
        "regions": record.facets.get("region", []),
        "departements": record.facets.get("departement", []),
        "communes": [],
        "stage": one("etape"),
        "cost_band": one("cout"),
        "year": int(year) if year else None,
        **record.data,
    }

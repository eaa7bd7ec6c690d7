"""The experience sheet: the richest of all, with its territories, stage, cost and audiences."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from experiences.models import (
    ExperiencePage,
    Funding,
    OpenQuestion,
    Partner,
    Result,
    SheetTerritory,
)
from search.documents.pages import PageDocument, names_of, terms_by_page
from search.documents.prose import stream_text
from search.documents.record import Record
from search.documents.territories import add_territories
from search.kinds import Kind
from taxonomy.models import Audience, Challenge
from territories.models import Territory
from ui.plain import plain

PROSE = (
    "governance",
    "citizens_part",
    "data_sovereignty",
    "difficulties",
    "do_differently",
)
# Models of lines of text, and the fields that are sought. No contact: that is for members.
LINES: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (Result, ("text",)),
    (Funding, ("funder", "covers")),
    (Partner, ("name",)),
    (OpenQuestion, ("text",)),
)
QUOTED = (Result, OpenQuestion)


class ExperienceDocument(PageDocument):
    model = ExperiencePage
    kind = Kind.EXPERIENCE

    def prepare(self, pages: list[Any]) -> None:
        super().prepare(pages)
        ids = [page.pk for page in pages]
        self.audiences = terms_by_page(self.model, "audiences", ids)
        self.challenges = terms_by_page(self.model, "challenges", ids)
        self.lines: dict[tuple[type[Any], int], list[str]] = defaultdict(list)
        for model, fields in LINES:
            rows = model.objects.filter(page__in=ids).order_by("sort_order", "pk")
            for page_id, *texts in rows.values_list("page_id", *fields):
                self.lines[model, page_id] += filter(None, texts)
        self.places: dict[int, list[tuple[Territory, bool]]] = defaultdict(list)
        places = SheetTerritory.objects.filter(page__in=ids).select_related(
            "territory__departement",
            "territory__region",
            "territory__epci",
            "territory__successor__departement",
            "territory__successor__region",
            "territory__successor__epci",
        )
        for place in places.order_by("sort_order", "pk"):
            self.places[place.page_id].append((place.territory, place.is_locality))

    def add(self, record: Record, page: Any) -> None:
        audiences = self.audiences[page.pk]
        record.facets |= {
            "etape": [page.stage],
            "cout": [page.cost_band.value],
            "public": audiences,
            "annee": [str(page.start_year)] if page.start_year else [],
        }
        add_territories(record, self.places[page.pk])
        record.keywords += [
            page.territory_note,
            *names_of(audiences, Audience, record.locale),
            *names_of(self.challenges[page.pk], Challenge, record.locale),
        ]
        for model, _fields in LINES:
            if model not in QUOTED:
                record.mentions += self.lines[model, page.pk]
        record.date = page.reviewed_on or record.date

    def body(self, page: Any) -> Iterator[str]:
        yield plain(page.problem)
        yield from stream_text(page.solution)
        yield from self.lines[Result, page.pk]
        for name in PROSE:
            yield plain(getattr(page, name))
        yield from (page.stage_note, page.cost_note)
        yield from self.lines[OpenQuestion, page.pk]
        yield from stream_text(page.gallery)

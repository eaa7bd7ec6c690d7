"""Aids and events: what is open, to come or over, and where."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import override

from experiences.models import AidPage, AidTerritory, EventPage
from search.documents.pages import PageDocument
from search.documents.prose import stream_text
from search.documents.record import Record
from search.documents.territories import add_territories, codes
from search.kinds import Kind
from territories.models import Territory
from territories.names import names
from territories.sizes import TerritorySize, bounds

WITH_PLACES = ("departement", "region", "epci", "successor")


class AidDocument(PageDocument):
    """Found in every région, département and size for which it can be asked."""

    model = AidPage
    kind = Kind.AID

    def prepare(self, pages: list[Any]) -> None:
        super().prepare(pages)
        self.places: dict[int, list[Territory]] = {}
        lines = AidTerritory.objects.filter(page__in=[page.pk for page in pages])
        for line in lines.select_related(*(f"territory__{name}" for name in WITH_PLACES)).order_by(
            "sort_order", "pk"
        ):
            self.places.setdefault(line.page_id, []).append(line.territory)
        regions = {
            place.code
            for places in self.places.values()
            for place in places
            if place.kind == Territory.Kind.REGION
        }
        self.departements: dict[str, list[str]] = defaultdict(list)
        if regions:
            inside = Territory.objects.present().filter(
                kind=Territory.Kind.DEPARTEMENT, region__code__in=regions
            )
            for region, code in inside.values_list("region__code", "code"):
                self.departements[region].append(code)

        self.everywhere: list[int] = []  # every région
        if any(page.pk not in self.places for page in pages):
            every = Territory.objects.present().filter(kind=Territory.Kind.REGION)
            self.everywhere = list(every.order_by("pk").values_list("pk", flat=True))

    def add(self, record: Record, page: Any) -> None:
        places = self.places.get(page.pk, [])
        # Seen from any commune, what is for all of France is for what contains it.
        record.territories = [] if places else list(self.everywhere)
        if places:
            add_territories(record, [(place, False) for place in places])
            record.data |= {"population": None}
        departements = {code for place in places for code in self._departements(place)}
        record.data |= {
            "regions": record.facets.get("region", []),
            "departements": sorted(departements),
        }
        everywhere = not places
        record.facets |= {
            "dates": [page.moment.value],
            "taille": sizes_between(page.population_min, page.population_max),
            "region": sorted(names(Territory.Kind.REGION))
            if everywhere
            else record.facets["region"],
            "departement": sorted(
                names(Territory.Kind.DEPARTEMENT) if everywhere else departements
            ),
        }
        record.keywords += [_kind(page), page.issuer]
        record.date = page.opens_on or record.date
        record.changes_on = page.changes_on
        record.data |= {
            "document_kind": page.kind,
            "issuer": page.issuer,
            "recurrence": page.recurrence,
            "opens_on": _iso(page.opens_on),
            "closes_on": _iso(page.closes_on),
        }

    def _departements(self, place: Territory) -> list[str]:
        if place.kind == Territory.Kind.REGION:
            return self.departements[place.code]
        return codes(place, Territory.Kind.DEPARTEMENT)

    def body(self, page: Any) -> Iterator[str]:
        yield from stream_text(page.body)
        yield from (page.who_note, page.amount_note, page.date_note, page.contact)


class EventDocument(PageDocument):
    model = EventPage
    kind = Kind.EVENT

    def pages(self) -> Any:
        return super().pages().select_related(*(f"territory__{name}" for name in WITH_PLACES))

    def add(self, record: Record, page: Any) -> None:
        if page.territory:
            add_territories(record, [(page.territory, False)])
        record.facets |= {
            # What is told there is of use to towns of any size.
            "taille": [],
            "dates": [page.moment.value],
            "annee": [str(page.starts_on.year)] if page.starts_on else [],
        }
        record.keywords += [_kind(page), page.organiser]
        record.mentions.append(page.venue)
        record.date = page.starts_on or record.date
        record.changes_on = page.changes_on
        record.data |= {
            "document_kind": page.kind,
            "organiser": page.organiser,
            "mode": page.mode,
            "venue": page.venue,
            "date_note": page.date_note,
            "starts": _iso(page.begins),
            "ends": _iso(page.ends),
        }

    def body(self, page: Any) -> Iterator[str]:
        yield from stream_text(page.body)
        yield from stream_text(page.report)
        yield from (page.date_note, page.audience)


def _kind(page: AidPage | EventPage) -> str:
    """The word for the kind of an aid or event in the language of the page, whoever saves it."""
    with override(page.locale.language_code):
        return page.get_kind_display()


def _iso(moment: date | None) -> str | None:
    """A day, or an hour with its zone, as ISO 8601 writes it."""
    return moment.isoformat() if moment else None


def sizes_between(low: int | None, high: int | None) -> list[str]:
    """The sizes of territories that have from `low` to `high` inhabitants, both included."""
    found = []
    for size in TerritorySize:
        first, beyond = bounds(size)
        if (high is None or first <= high) and (low is None or beyond is None or low < beyond):
            found.append(size.value)
    return found

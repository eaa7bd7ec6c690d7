"""A tiny engine for tests of pages: its documents are plain, its filters the real rules."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from search.query import FACETS, SearchQuery
from search.results import Facet, FacetValue, Hit, SearchResults, Suggestion, last_page

LABELS = {
    "eclairage-public": "Éclairage public",
    "energie-et-environnement": "Énergie et environnement",
    "3500-19999": "3 500 à 19 999",
    "moins-de-3500": "Moins de 3 500 habitants",
    "implication-habitants": "Impliquer les habitants",
    "experience": "Fiches d’expérience",
}


@dataclass(frozen=True)
class FakeDocument:
    """One content: its title is what is searched, its facets what is counted."""

    title: str
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    date: date = date(2026, 3, 1)
    data: dict[str, Any] = field(default_factory=dict)
    communes: tuple[str, ...] = ()


@dataclass
class FakeEngine:
    """Answers from `documents`; remembers what it was asked."""

    documents: list[FakeDocument] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    degraded: bool = False
    asked: list[SearchQuery] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)

    def search(self, query: SearchQuery) -> SearchResults:
        self.asked.append(query)
        found = [each for each in self._matching(query) if _passes(each, query.selected)]
        first = (query.page - 1) * query.page_size
        return SearchResults(
            hits=tuple(
                _hit(number, each)
                for number, each in enumerate(found[first : first + query.page_size], start=1)
            ),
            total=len(found),
            facets=tuple(self._facet(name, query) for name in FACETS),
            page=query.page,
            pages=last_page(len(found), query.page_size),
            engine="fake",
            without={name: len(self._without(query, name)) for name in query.selected},
            corrected=self.corrected.get(query.text, ""),
            degraded=self.degraded,
        )

    def suggest(self, text: str, locale: str) -> tuple[Suggestion, ...]:
        self.suggested.append(text)
        return tuple(
            Suggestion("page", each.title, "", f"/experiences/{number}/", "experience")
            for number, each in enumerate(self.documents, start=1)
            if each.title.casefold().startswith(text.casefold())
        )[:5]

    def _matching(self, query: SearchQuery) -> list[FakeDocument]:
        return [
            each
            for each in self.documents
            if query.text.casefold() in each.title.casefold()
            and (not query.commune or query.area == "partout" or query.commune in each.communes)
        ]

    def _without(self, query: SearchQuery, name: str) -> list[FakeDocument]:
        others = {key: values for key, values in query.selected.items() if key != name}
        return [each for each in self._matching(query) if _passes(each, others)]

    def _facet(self, name: str, query: SearchQuery) -> Facet:
        ticked = query.selected.get(name, ())
        counts = dict.fromkeys(ticked, 0)
        for each in self._without(query, name):
            for value in each.facets.get(name, ()):
                counts[value] = counts.get(value, 0) + 1
        return Facet(
            name=name,
            label=name.capitalize(),
            values=tuple(
                FacetValue(value, LABELS.get(value, value), count, value in ticked)
                for value, count in sorted(counts.items())
            ),
        )


def _passes(document: FakeDocument, selected: dict[str, tuple[str, ...]]) -> bool:
    return all(set(values) & {*document.facets.get(name, ())} for name, values in selected.items())


def _hit(number: int, document: FakeDocument) -> Hit:
    kind = document.facets.get("type", ("experience",))[0]
    return Hit(
        id=number,
        url=f"/experiences/{number}/",
        kind=kind,
        title=document.title,
        summary="Ce que la commune a fait, et ce qu’elle en a appris.",
        title_html="",
        highlight="",
        date=document.date,
        data={
            "themes": list(document.facets.get("theme", ())),
            "communes": list(document.communes),
            "departements": list(document.facets.get("departement", ())),
            **document.data,
        },
    )

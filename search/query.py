"""A question to the search: what the visitor typed and ticked, parsed and bounded."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self


class Sort(StrEnum):
    """Values are those of the public address (`tri=`)."""

    RELEVANCE = "pertinence"
    DATE = "date"
    SOON = "echeance"  # by the next day on which something changes: a deadline, a last day
    DISTANCE = "proximite"  # needs a commune
    LIKENESS = "ressemblance"  # needs a commune


class Area(StrEnum):
    """What a commune or EPCI in the query means (`perimetre=`)."""

    INSIDE = "dans"  # content of the commune itself; of an EPCI and its communes
    AROUND = "autour"  # within 30 km, or what contains it
    CONTAINING = "contient"  # content of its EPCI, département, région
    ANYWHERE = "partout"  # no filter: the commune only serves sorting


# Facets by the name of their parameter, in the order they are shown.
FACETS = (
    "theme",
    "taille",
    "pilier",
    "type",
    "reponse",
    "dates",
    "region",
    "departement",
    "etape",
    "cout",
    "public",
    "annee",
)
PAGE_SIZE = 10
MAX_PAGE_SIZE = 100
# Results that can be paged through; whoever has more of them narrows the question.
MAX_RESULTS = 10_000
MAX_TEXT = 200  # characters kept of what was typed


@dataclass(frozen=True)
class SearchQuery:
    """An immutable question; engines answer it with `SearchResults`."""

    text: str = ""
    # Facet name → selected values, sorted, without repeats. Values OR within a facet, facets AND.
    selected: dict[str, tuple[str, ...]] = field(default_factory=dict)
    commune: str = ""  # INSEE code; SIREN of an EPCI
    area: Area = Area.INSIDE
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE
    locale: str = "fr"

    def with_(self, **changes: object) -> Self:
        """The same question with `changes`."""
        return replace(self, **changes)  # type: ignore[arg-type]

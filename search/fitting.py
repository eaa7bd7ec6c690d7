"""What of the site fits a territory, for each of several subjects at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from django.urls import reverse

from experiences.models import AidPage
from experiences.moments import Moment
from search.asking import ask
from search.kinds import Kind
from search.presentation import dated
from search.presentation.hits import HitView, Names, hit_views
from search.query import MAX_PAGE_SIZE, Area, SearchQuery, Sort
from search.results import Hit
from taxonomy.labels import labels
from taxonomy.models import Theme
from territories.models import Territory
from territories.names import names

# Of each kind, for each subject: sheets first, since they tell what another town did.
SHOWN: dict[Kind, int] = {
    Kind.EXPERIENCE: 3,
    Kind.AID: 2,
    Kind.RESOURCE: 2,
    Kind.DOCUMENT: 2,
    Kind.DISCUSSION: 2,
}


class Subject(Protocol):
    """What is asked about: `themes` by their slugs."""

    @property
    def key(self) -> str: ...

    @property
    def themes(self) -> tuple[str, ...]: ...


class About(Protocol):
    """What has a subject: an area of a result."""

    @property
    def section(self) -> Subject: ...


@dataclass(frozen=True)
class Fitting:
    """What fits one subject, sheets first; and where all of it is."""

    hits: tuple[HitView, ...]
    url: str


def fitting(subjects: Sequence[Subject], territory: Territory, locale: str) -> dict[str, Fitting]:
    """For each subject, by its key, what anyone may read about its themes; each thing once.

    The likest towns' sheets first, then the aids that `territory` may ask for; of the rest, what
    is of its size or of none. Three questions to the engine, however many subjects.
    """
    themes = tuple(sorted({theme for subject in subjects for theme in subject.themes}))
    if not themes:
        return {subject.key: Fitting((), "") for subject in subjects}
    named = Names(labels(Theme, locale=locale), names(Territory.Kind.DEPARTEMENT))
    found = [
        *_ask(themes, (Kind.EXPERIENCE,), territory, locale),
        *_aids(themes, territory, locale),
        *_ask(themes, (Kind.RESOURCE, Kind.DOCUMENT, Kind.DISCUSSION), territory, locale),
    ]
    taken: set[int] = set()
    return {
        subject.key: Fitting(
            hit_views(tuple(_take(found, subject, taken)), named), _url(subject, territory)
        )
        for subject in subjects
    }


def _ask(
    themes: tuple[str, ...], kinds: tuple[Kind, ...], territory: Territory, locale: str
) -> list[Hit]:
    """The hundred of those most like `territory`; of these, what is of its size first."""
    selected = {"theme": themes, "type": tuple(sorted(kind.value for kind in kinds))}
    query = SearchQuery(
        selected=selected,
        commune=territory.code,
        area=Area.ANYWHERE,
        sort=Sort.LIKENESS,
        page_size=MAX_PAGE_SIZE,
        locale=locale,
    )
    size = territory.size
    # Sorting is stable: within each half, the order of the engine.
    return sorted(ask(query).hits, key=lambda hit: not _is_of_size(hit, size))


def _aids(themes: tuple[str, ...], territory: Territory, locale: str) -> list[Hit]:
    """Those for which `territory` may ask: open ones first, and of these the next deadlines.

    The engine leaves out most of the others. Its facets may be of yesterday, and whom an aid is for
    is more than a size: days and rights are looked at here. One query.
    """
    lasting = tuple(sorted(moment.value for moment in Moment if moment != Moment.OVER))
    selected = {"theme": themes, "type": (Kind.AID.value,), "dates": lasting}
    if territory.size is not None:
        selected["taille"] = (territory.size.value,)
    query = SearchQuery(selected=selected, sort=Sort.SOON, page_size=MAX_PAGE_SIZE, locale=locale)
    hits = ask(query).hits
    own = AidPage.objects.filter(pk__in=[hit.id for hit in hits]).for_territory(territory)
    keys = set(own.values_list("pk", flat=True))
    kept = [hit for hit in hits if hit.id in keys and _moment(hit) != Moment.OVER]
    return sorted(kept, key=lambda hit: _moment(hit) != Moment.OPEN)


def _moment(hit: Hit) -> Moment | None:
    return dated.moment(hit.kind, hit.data)


def _is_of_size(hit: Hit, size: str | None) -> bool:
    sizes = hit.data.get("sizes") or ()
    return not sizes or size is None or size in sizes


def _take(found: Iterable[Hit], subject: Subject, taken: set[int]) -> Iterable[Hit]:
    """The first of each kind that are about `subject`, and not taken by one before."""
    left = dict(SHOWN)
    for hit in found:
        kind = Kind(hit.kind)
        about = set(hit.data.get("themes") or ()) & set(subject.themes)
        if about and left[kind] and hit.id not in taken:
            left[kind] -= 1
            taken.add(hit.id)
            yield hit


def _url(subject: Subject, territory: Territory) -> str:
    """The search about the same themes, seen from the same place."""
    pairs = [("theme", theme) for theme in subject.themes]
    pairs += [("commune", territory.code), ("tri", Sort.LIKENESS.value)]
    return f"{reverse('search:results')}?{urlencode(pairs)}"

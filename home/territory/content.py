"""What was published about a territory, around it and about those like it.

Read from the documents of the search, which are what anyone may read: nothing held, private or
for members alone can be told here. The engine is not asked, so that a page costs the same
whether a search server answers or not.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Case, F, FloatField, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext

from search.engines.places import AROUND
from search.kinds import Kind
from search.models import Document, DocumentText, Place
from territories.distance import box, distance, in_box, nearness
from territories.likeness import Alike, Features, alike, features_of, reason
from territories.models import Territory

KINDS = (Kind.EXPERIENCE, Kind.DISCUSSION, Kind.DOCUMENT, Kind.EVENT)
# Kilometres that one goes to an event.
TO_EVENTS = 100.0
# Territories like it whose content is shown; below this likeness, only the unknown is alike.
MOST_ALIKE = 10
LEAST_ALIKE = 0.4
# Rows looked at: those of the territory and of those like it first, then the nearest.
MOST_ROWS = 500
FAR = 1e9  # after every distance in degrees
PLACE = "places__territory__"
COLUMNS = ("pk", "kind", "locale", "changes_on", "date", "facets", "page__translation_key")
OF_PLACE = ("kind", "name", "departement__name", "departement_id", "epci_id")
MEASURED = ("population", "surroundings", "latitude", "longitude")


class Row(NamedTuple):
    """That a document is about a territory."""

    document: int
    kind: str
    locale: str
    changes_on: date | None
    date: date | None
    facets: frozenset[str]
    key: object  # of the translations of a page; the document itself where there are none
    place_kind: str
    name: str  # of the territory, with its département
    features: Features

    @property
    def is_to_come(self) -> bool:
        """Whether an event is not over; where the index does not know yet, it is."""
        return self.changes_on is not None and self.changes_on > timezone.localdate()


@dataclass(frozen=True)
class Found:
    """Rows of a territory, the newest first; of others, the most alike or the nearest first."""

    own: Features
    here: list[Row]
    around: list[Row]
    like: list[Row]
    alike: dict[int, Alike]  # by key of the territory

    def reason(self, row: Row) -> str:
        """Why what another territory did is of use: "11 km, 1 200 habitants".

        Empty for the communes of an EPCI, which are there.
        """
        place = row.features.pk
        if place in self.alike:
            return self.alike[place].reason
        if row.place_kind not in Territory.LOCAL or place == self.own.epci:
            return gettext("which it is part of")
        return "" if row.features.epci == self.own.pk else reason(self.own, row.features)


def visible(language: str, kinds: Collection[str]) -> Any:
    """The documents of these kinds that anyone may read now, in `language` or in French."""
    locales = {language, settings.LANGUAGE_CODE}
    return Document.objects.visible(timezone.now()).filter(kind__in=kinds, locale__in=locales)


def found(territory: Territory, language: str) -> Found:
    """What there is; five queries however much it is.

    Of a page in several languages, the one in `language`, else the French one. What the communes
    of an EPCI did is there, too; what contains the territory counts as around it.
    """
    documents = visible(language, KINDS)
    # Of whatever document: reading an index alone. Which of them are visible is asked below.
    with_content = Territory.objects.filter(pk__in=Place.objects.values("territory"))
    like = {
        one.territory.pk: one
        for one in alike(territory, limit=MOST_ALIKE, among=with_content)
        if one.likeness >= LEAST_ALIKE
    }
    rows = _in_language(_rows(territory, documents, like), language)
    inside = {row.features.pk for row in rows if _is_inside(row, territory)}
    own = features_of(territory)
    here = [row for row in rows if row.features.pk in inside]
    order = [*like]
    return Found(
        own=own,
        here=_once(here),
        around=_once(_nearest(rows, own, inside), besides=here),
        like=_once(
            sorted(
                (row for row in rows if row.features.pk in like),
                key=lambda row: order.index(row.features.pk),
            ),
            besides=here,
        ),
        alike=like,
    )


def _rows(territory: Territory, documents: Any, like: Collection[int]) -> list[Row]:
    """The documents of the territory, of those `like` it and around it; one query."""
    first = Q(**{f"{PLACE}in": [territory.pk, *like]}) | Q(**{f"{PLACE}epci": territory.pk})
    containing = [territory.epci_id, territory.departement_id, territory.region_id]
    wanted = first | Q(**{f"{PLACE}in": [pk for pk in containing if pk]})
    apart: Any = Value(FAR, FloatField())
    if territory.latitude is not None and territory.longitude is not None:
        here = (territory.latitude, territory.longitude)
        local = Q(**{f"{PLACE}kind__in": Territory.LOCAL})
        wanted |= local & in_box(box(*here, AROUND), PLACE)
        to_come = Q(kind=Kind.EVENT, changes_on__gt=timezone.localdate())
        wanted |= local & to_come & in_box(box(*here, TO_EVENTS), PLACE)
        apart = Coalesce(nearness(*here, PLACE), Value(FAR), output_field=FloatField())
    rank = Case(When(first, then=Value(-1.0)), default=apart, output_field=FloatField())
    # One filter: another one would ask for another territory of the same document.
    rows = documents.filter(wanted).alias(rank=rank).order_by("rank", F("date").desc(), "pk")
    places = [f"{PLACE}{name}" for name in ("pk", *OF_PLACE, *MEASURED)]
    return [_row(values) for values in rows.values_list(*COLUMNS, *places)[:MOST_ROWS]]


def _row(values: tuple[Any, ...]) -> Row:
    document, kind, locale, changes_on, day, facets, key, place, *of_place = values
    place_kind, name, above, departement, epci, *measured = of_place
    told = above and above != name and place_kind in Territory.LOCAL
    label = f"{name}, {above}" if told else name
    features = Features._make((place, *measured, departement, epci, None))
    return Row(
        document,
        kind,
        locale,
        changes_on,
        day,
        frozenset(facets.split()),
        key or document,
        place_kind,
        label,
        features,
    )


def _in_language(rows: list[Row], language: str) -> list[Row]:
    """Without the French twin of what is there in `language`."""
    translated = {row.key for row in rows if row.locale == language}
    return [row for row in rows if row.locale == language or row.key not in translated]


def _is_inside(row: Row, territory: Territory) -> bool:
    is_commune = territory.kind == Territory.Kind.COMMUNE
    return row.features.pk == territory.pk or (not is_commune and row.features.epci == territory.pk)


def _nearest(rows: Iterable[Row], own: Features, inside: Collection[int]) -> list[Row]:
    """Those within reach, the nearest first; then those of what contains the territory."""
    measured = []
    for row in rows:
        apart = distance(own, row.features)
        if row.features.pk in inside:
            continue
        if row.place_kind not in Territory.LOCAL or row.features.pk == own.epci:
            measured.append((FAR, row))
        elif apart is not None and apart <= (TO_EVENTS if row.kind == Kind.EVENT else AROUND):
            measured.append((apart, row))
    return [row for _, row in sorted(measured, key=lambda pair: pair[0])]


def _once(rows: Iterable[Row], besides: Iterable[Row] = ()) -> list[Row]:
    """Each document once, in the first of its rows."""
    seen = {row.key for row in besides}
    kept = []
    for row in rows:
        if row.key not in seen:
            seen.add(row.key)
            kept.append(row)
    return kept


class Text(NamedTuple):
    """What is shown of a document."""

    document: int
    url: str
    title: str
    summary: str
    data: dict[str, Any]  # as in `DocumentText`
    kind: str
    locale: str
    date: date | None
    key: object


def texts(documents: Collection[int], *others: Any) -> dict[int, Text]:
    """The texts of `documents`, by key, and of those of `others` (QuerySets); one query."""
    columns = ("document_id", "url", "title", "summary", "data")
    of_document = [f"document__{name}" for name in ("kind", "locale", "date")]
    # A union asks the index for each of its parts.
    wanted, *more = (
        DocumentText.objects.filter(document__in=part).values_list(
            *columns, *of_document, "document__page__translation_key"
        )
        for part in (documents, *others)
    )
    return {values[0]: Text(*values) for values in wanted.union(*more, all=True)}


def in_language(read: Iterable[Text], language: str) -> list[Text]:
    """Without the French twin of what is there in `language`."""
    found = list(read)
    translated = {text.key for text in found if text.locale == language}
    return [text for text in found if text.locale == language or text.key not in translated]

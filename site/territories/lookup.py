"""Territories by what a person types: a piece of a name, an INSEE code, a postal code.

Accents, hyphens, apostrophes, ligatures, case and "St/Ste" make no difference. A merged commune
leads to what it became part of.
"""

import re
from collections.abc import Iterable
from heapq import nsmallest

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import StrIndex

from territories.folding import LINKING_WORDS, fold, fold_beginning, squeeze
from territories.keys import FORMER_CODE, WHOLE
from territories.models import LookupKey, Territory

MAX_TEXT = 100  # characters looked at
MAX_WORDS = 6
MOST_NAMED = 12
MIN_FRAGMENT = 3  # letters, for a piece from within a word
# INSEE code of a commune, SIREN of an EPCI.
CODE = re.compile(r"[0-9][0-9AB][0-9]{3}|[0-9]{9}")


def find(text: str, *, kinds: Iterable[str] | None = None, limit: int = 10) -> list[Territory]:
    """At most `limit` present territories for `text`, best first; [] for nothing to look for.

    The exact name or code comes first, then the most populous. A département after a comma
    ("Saint-Denis, La Réunion") narrows. `kinds`: of Territory.Kind, all by default. Each result
    has its département loaded; `found_as` says the former name by which it was found, if any.
    """
    text = text[:MAX_TEXT]
    if not fold(text) or limit < 1:
        return []
    kinds = list(kinds or ())
    keys = LookupKey.objects.filter(kind__in=kinds) if kinds else LookupKey.objects.all()
    name, comma, place = text.rpartition(",")
    if comma and fold(name) and fold(place):
        departements = _departements(place)
        if departements:
            within = keys.filter(territory__departement__in=departements)
            found = _find(name, within, limit)
            if found:
                return found
    return _find(text, keys, limit) or _with_piece(text, kinds, limit)


def find_named(text: str) -> list[Territory]:
    """The communes and EPCI that somebody means, MOST_NAMED at most, best first; as `find`.

    Those that bear exactly the name, the former name or the code come alone.
    """
    found = find(text, kinds=Territory.LOCAL, limit=MOST_NAMED)
    wanted = fold(text)
    exact = [
        territory
        for territory in found
        if wanted in (fold(name) for name in _names(territory)) or text in territory.postal_codes
    ]
    return exact or found


def find_by_code(code: str) -> Territory | None:
    """The commune or EPCI of an INSEE code or a SIREN, or what it has become part of; else None.

    One query; its EPCI, département and region are loaded with it.
    """
    code = code.strip().upper()
    if not CODE.fullmatch(code):
        return None
    rows = Territory.objects.with_places().select_related(
        "successor__epci", "successor__region", "successor__departement"
    )
    found = rows.filter(kind__in=Territory.LOCAL, code=code).first()
    return found.current if found else None


def _names(territory: Territory) -> tuple[str, ...]:
    return (territory.name, territory.label, territory.code, territory.found_as)


def _departements(text: str) -> list[int]:
    return list(
        Territory.objects.filter(kind=Territory.Kind.DEPARTEMENT)
        .filter(Q(squeezed_name=squeeze(text)) | Q(code=squeeze(text).upper()))
        .values_list("pk", flat=True)
    )


def _find(text: str, keys: QuerySet[LookupKey], limit: int) -> list[Territory]:
    """Ever wider, until there is something: whole beginning, words in any order, any piece."""
    found: dict[int, str] = {}
    beginnings = fold_beginning(text)
    _collect(found, keys.filter(key__in=beginnings, rank__in=(WHOLE, FORMER_CODE)), limit)
    # Two spellings ("st" still being typed): each has its share of the places.
    for beginning in beginnings[1:]:
        _collect(found, keys.filter(_begins(beginning)), limit // 3)
    for beginning in beginnings:
        _collect(found, keys.filter(_begins(beginning)), limit)
    if not found:
        _collect(found, _with_every_word(beginnings[0].split()[:MAX_WORDS], keys), limit)
    return _territories(found)


def _with_piece(text: str, kinds: list[str], limit: int) -> list[Territory]:
    """The last resort: `text` somewhere in the name, spaces left aside."""
    piece = squeeze(text)
    if len(piece) < MIN_FRAGMENT:
        return []
    # Only what one index holds, read whole: choosing and sorting there would take another one.
    names = Territory.objects.present().alias(at=StrIndex("squeezed_name", Value(piece)))
    found = [
        (-(population or 0), pk)
        for pk, kind, population in names.filter(at__gt=0)
        .order_by()
        .values_list("pk", "kind", "population")
        if not kinds or kind in kinds
    ]
    return _territories({pk: "" for _, pk in nsmallest(limit, found)})


def _begins(beginning: str) -> Q:
    """Keys that start with `beginning`: a range of the index. Keys hold only a–z, 0–9, spaces."""
    names = Q(rank__lt=FORMER_CODE)
    if connection.vendor == "postgresql":
        return names & Q(key__startswith=beginning)
    return names & Q(key__gte=beginning, key__lt=f"{beginning}{{")


def _with_every_word(words: list[str], keys: QuerySet[LookupKey]) -> QuerySet[LookupKey]:
    """Keys of the longest word whose territory has a key for each other word, too."""
    # No key begins with a linking word, but for the first of a name.
    words = [word for word in words if word not in LINKING_WORDS] or words
    longest = max(words, key=len)
    keys = keys.filter(_begins(longest))
    for word in words:
        if word != longest:
            others = LookupKey.objects.filter(territory=OuterRef("territory"))
            keys = keys.filter(Exists(others.filter(_begins(word))))
    return keys


def _collect(found: dict[int, str], keys: QuerySet[LookupKey], limit: int) -> None:
    """Add the most populous territories of `keys` to `found`, by id, until there are `limit`."""
    while len(found) < limit:
        # One territory may have many keys of the same beginning (the postal codes of Paris).
        size = 5 * limit + 20
        rows = list(
            keys.exclude(territory__in=list(found))
            .order_by("-weight", "kind", "key", "territory")
            .values_list("territory", "alias")[:size]
        )
        for territory, alias in rows:
            if len(found) < limit:
                found.setdefault(territory, alias)
        if len(rows) < size:
            break


def _territories(found: dict[int, str]) -> list[Territory]:
    """The territories of these ids, in their order, in one query."""
    rows = Territory.objects.select_related("departement").in_bulk(found)
    for territory in rows.values():
        alias = found[territory.pk]
        territory.found_as = alias if squeeze(alias) != territory.squeezed_name else ""
    return [rows[territory] for territory in found if territory in rows]

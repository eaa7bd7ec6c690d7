"""Facets as they are answered: every value with its label from the reference data, in order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from experiences.costs import CostBand
from experiences.stages import Stage
from search.kinds import Kind
from search.query import FACETS, SearchQuery
from search.results import Facet, FacetValue
from taxonomy.labels import labels
from taxonomy.models import Audience, Pillar, Theme
from territories.models import Territory
from territories.sizes import TerritorySize

CHOICES: dict[str, Any] = {
    "taille": TerritorySize,
    "type": Kind,
    "etape": Stage,
    "cout": CostBand,
}
TERMS: dict[str, Any] = {"theme": Theme, "pilier": Pillar, "public": Audience}
TERRITORIES = {
    "region": Territory.Kind.REGION,
    "departement": Territory.Kind.DEPARTEMENT,
}


def facet_labels() -> dict[str, str]:
    """The names of the facets, in the language of the request."""
    return {
        "theme": _("Theme"),
        "taille": _("Territory size"),
        "pilier": _("Pillar"),
        "type": _("Kind of content"),
        "region": _("Region"),
        "departement": _("Département"),
        "etape": _("Stage"),
        "cout": _("Cost"),
        "public": _("Audience"),
        "annee": _("Year"),
    }


def facets(counts: Mapping[str, Counter[str]], query: SearchQuery) -> tuple[Facet, ...]:
    """The facets of an answer: values with a count, and those selected even at zero.

    In the order of the reference data; years from the latest. At most five queries.
    """
    names = facet_labels()
    territories = _territory_names(counts, query)
    return tuple(
        Facet(
            name=name,
            label=names[name],
            values=tuple(
                _values(name, counts.get(name, Counter()), query, territories.get(name, {}))
            ),
        )
        for name in FACETS
    )


def _values(
    name: str, counts: Counter[str], query: SearchQuery, territories: dict[str, str]
) -> Iterator[FacetValue]:
    selected = query.selected.get(name, ())
    present = {value for value, count in counts.items() if count} | {*selected}
    for value, label, extra in _reference(name, present, query.locale, territories):
        yield FacetValue(
            value=value,
            label=label,
            count=counts.get(value, 0),
            selected=value in selected,
            toggle_url="",
            **extra,
        )


def _reference(
    name: str, present: set[str], locale: str, territories: dict[str, str]
) -> Iterable[tuple[str, str, dict[str, str]]]:
    """(value, label, icon and parent) of the values that are present, in order.

    A value that the reference data no longer has keeps its own name, at the end.
    """
    known: dict[str, tuple[str, dict[str, str]]]
    if name in CHOICES:
        known = {member.value: (str(member.label), {}) for member in CHOICES[name]}
    elif name in TERMS:
        known = {
            slug: (label.short_name or label.name, {"icon": label.icon, "parent": label.parent})
            for slug, label in labels(TERMS[name], locale=locale).items()
        }
    elif name in TERRITORIES:
        known = {code: (label, {}) for code, label in territories.items()}
    else:
        known = {value: (value, {}) for value in sorted(present, reverse=True)}
    for value, (label, extra) in known.items():
        if value in present:
            yield value, label, extra
    for value in sorted(present - known.keys()):
        yield value, value, {}


def _territory_names(
    counts: Mapping[str, Counter[str]], query: SearchQuery
) -> dict[str, dict[str, str]]:
    """Names of the régions and départements that occur, by facet, then by code: one query."""
    codes = {
        code
        for name in TERRITORIES
        for code in (*counts.get(name, ()), *query.selected.get(name, ()))
    }
    found: dict[str, dict[str, str]] = {name: {} for name in TERRITORIES}
    if not codes:
        return found
    rows = Territory.objects.filter(kind__in=TERRITORIES.values(), code__in=codes)
    by_kind = {kind.value: name for name, kind in TERRITORIES.items()}
    for kind, code, label in rows.order_by("name").values_list("kind", "code", "name"):
        found[by_kind[kind]][code] = label
    return found

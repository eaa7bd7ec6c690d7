"""Facets as they are answered: every value with its label from the reference data, in order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from search.query import FACETS, SearchQuery
from search.results import Facet, FacetValue
from search.vocabulary import CHOICES, TERMS, TERRITORIES
from taxonomy.labels import labels
from territories.names import names as territory_names


def facet_labels() -> dict[str, str]:
    """The names of the facets, in the language of the request."""
    return {
        "theme": _("Theme"),
        "taille": _("Territory size"),
        "pilier": _("Pillar"),
        "type": _("Kind of content"),
        "reponse": _("Answer"),
        "dates": _("Dates"),
        "region": _("Region"),
        "departement": _("Département"),
        "etape": _("Stage"),
        "cout": _("Cost"),
        "public": _("Audience"),
        "annee": _("Year"),
    }


def facets(counts: Mapping[str, Counter[str]], query: SearchQuery) -> tuple[Facet, ...]:
    """The facets of an answer: values with a count, and those selected even at zero.

    In the order of the reference data; years from the latest. No query while the
    names are kept (`taxonomy.labels`, `territories.names`).
    """
    names = facet_labels()
    return tuple(
        Facet(
            name=name,
            label=names[name],
            values=tuple(_values(name, counts.get(name, Counter()), query)),
        )
        for name in FACETS
    )


def _values(name: str, counts: Counter[str], query: SearchQuery) -> Iterator[FacetValue]:
    selected = query.selected.get(name, ())
    present = {value for value, count in counts.items() if count} | {*selected}
    for value, label, extra in _reference(name, present, query.locale) if present else ():
        yield FacetValue(value, label, counts.get(value, 0), value in selected, **extra)


def _reference(
    name: str, present: set[str], locale: str
) -> Iterable[tuple[str, str, dict[str, str]]]:
    """(value, label, icon and parent) of the values that are present, in order.

    A value that the reference data no longer has keeps its own name, at the end.
    """
    if name in TERMS:
        terms = labels(TERMS[name], locale=locale)
        found = [
            (slug, term.short_name or term.name, {"icon": term.icon, "parent": term.parent})
            for slug, term in terms.items()
            if slug in present
        ]
        return found + [(value, value, {}) for value in sorted(present - terms.keys())]
    known: Mapping[str, str] = {}
    if name in CHOICES:
        known = _choices(name, get_language())
    elif name in TERRITORIES:
        known = territory_names(TERRITORIES[name])
    rest = sorted(present - known.keys(), reverse=not known)  # years: the latest first
    order = (*(value for value in known if value in present), *rest)
    return [(value, known.get(value, value), {}) for value in order]


@lru_cache(maxsize=64)
def _choices(name: str, _language: str | None) -> Mapping[str, str]:
    """Choices with their labels in the language of the request, which is in the key."""
    return {member.value: str(member.label) for member in CHOICES[name]}

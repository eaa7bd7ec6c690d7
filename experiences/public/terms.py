"""The terms by which a page is classed, in the reader's language, each leading to the search."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from taxonomy.labels import labels
from taxonomy.models import Term, Theme


@dataclass(frozen=True)
class Tag:
    """What `components/tags.html` shows."""

    label: str
    url: str = ""
    icon: str = ""


def search_address(**parameters: str) -> str:
    """The results page with these parameters (their names are those of the address)."""
    return f"{reverse('search:results')}?{urlencode(parameters)}"


def tags(terms: Iterable[Term], *, parameter: str = "", icon: str = "") -> list[Tag]:
    """`terms` of one model as tags; `parameter`: that of the search, empty for terms without.

    `icon`: prefix of the icon's alias. The theme above a sub-theme follows its sub-themes.
    """
    found: list[Tag] = []
    for slug, name in _named(list(terms)).items():
        url = search_address(**{parameter: slug}) if parameter else ""
        found.append(Tag(name, url, f"{icon}{slug}" if icon else ""))
    return found


def _named(terms: list[Term]) -> dict[str, str]:
    if not terms:
        return {}
    known = labels(type(terms[0]))
    named = {
        term.slug: known[term.slug].name if term.slug in known else term.name for term in terms
    }
    if isinstance(terms[0], Theme):
        above = [known[slug].parent for slug in named if slug in known and known[slug].parent]
        named |= {slug: known[slug].name for slug in above if slug in known and slug not in named}
    return named

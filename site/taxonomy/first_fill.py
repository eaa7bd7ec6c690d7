"""The first terms, from data/taxonomy.yaml: adds what is missing, changes nothing that exists.

The file derives from the editorial corpus of the project; editors own the terms from then on.
"""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from wagtail.models import Locale

from taxonomy.models import Audience, Challenge, Pillar, ResourceKind, Term, Theme

SOURCE = Path(__file__).parent / "data" / "taxonomy.yaml"
# Key in the file → model.
MODELS: dict[str, type[Term]] = {
    "themes": Theme,
    "pillars": Pillar,
    "challenges": Challenge,
    "audiences": Audience,
    "resource_kinds": ResourceKind,
}


def read_terms(source: Path = SOURCE) -> dict[str, list[dict[str, Any]]]:
    """The file as it stands: for each key of MODELS the terms, parents before their children."""
    content: dict[str, list[dict[str, Any]]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return content


@transaction.atomic
def fill_taxonomy(*, source: Path = SOURCE) -> dict[str, int]:
    """Create the missing terms in every language of the site; how many were created by key.

    A term is known by its slug in the default locale; its translations share its translation_key.
    """
    french = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)[0]
    others = [
        Locale.objects.get_or_create(language_code=code)[0]
        for code, _name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
    ]
    terms = read_terms(source)
    return {
        key: sum(
            _add(model, term, position, french, others)
            for position, term in enumerate(terms.get(key, []), start=1)
        )
        for key, model in MODELS.items()
    }


def _add(
    model: type[Term], term: dict[str, Any], position: int, french: Locale, others: list[Locale]
) -> int:
    """The number of rows created for one term of the file."""
    manager = model._default_manager
    count = 0
    original = manager.filter(slug=term["slug"], locale=french).first()
    if original is None:
        values = _values(model, term, position, french)
        original = manager.create(slug=term["slug"], locale=french, **values)
        count = 1
    for locale in others:
        if f"name_{locale.language_code}" not in term:
            continue
        same = Q(translation_key=original.translation_key) | Q(slug=original.slug)
        if not manager.filter(same, locale=locale).exists():
            manager.create(
                translation_key=original.translation_key,
                locale=locale,
                slug=original.slug,
                **_values(model, term, position, locale),
            )
            count += 1
    return count


def _values(
    model: type[Term], term: dict[str, Any], position: int, locale: Locale
) -> dict[str, Any]:
    """The fields of a new term in `locale`."""
    language = locale.language_code
    values = {
        "name": term[f"name_{language}"],
        "description": term.get(f"description_{language}", ""),
        "position": position,
    }
    if model is Pillar:
        values |= {"short_name": term[f"short_{language}"], "icon": term["icon"]}
    if model is Theme and term["parent"]:
        values["parent"] = Theme.objects.get(slug=term["parent"], locale=locale)
    return values

"""Names of terms in a locale, looked up in bulk: a page never asks for one term at a time."""

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.utils.translation import get_language
from wagtail.models import Locale

from taxonomy.models import Audience, Challenge, Pillar, ResourceKind, Term, Theme

# Seconds. A change clears the look-up of its own process at once; others follow within this time.
KEPT_FOR = 30


@dataclass(frozen=True, slots=True)
class Label:
    """How one term reads in one locale."""

    slug: str
    name: str
    description: str
    short_name: str  # pillars; the name elsewhere
    icon: str  # pillars; empty elsewhere
    parent: str  # slug of the theme above a sub-theme; empty elsewhere


@dataclass(frozen=True, slots=True)
class ThemeBranch:
    """A top theme with its sub-themes, in the editors' order."""

    label: Label
    children: tuple[Label, ...]


_kept: dict[tuple[type[Term], str], tuple[float, dict[str, Label]]] = {}


def labels(model: type[Term], *, locale: str | None = None) -> dict[str, Label]:
    """Every term of `model` by slug, in the editors' order, named in `locale` (a language code).

    Without `locale`: the language of the request. A term without translation keeps its French
    name. At most one query, none while the look-up is kept.
    """
    language = _known(locale or get_language())
    found = _kept.get((model, language))
    now = time.monotonic()
    if found and now - found[0] < KEPT_FOR:
        return found[1]
    read = _read(model, language)
    _kept[model, language] = (now, read)
    return read


def names(model: type[Term], *, locale: str | None = None) -> dict[str, str]:
    """Slug → name of every term of `model` in `locale`; see `labels`."""
    return {slug: label.name for slug, label in labels(model, locale=locale).items()}


def theme_tree(*, locale: str | None = None) -> tuple[ThemeBranch, ...]:
    """The top themes, each with its sub-themes; see `labels`."""
    every = labels(Theme, locale=locale)
    return tuple(
        ThemeBranch(top, tuple(label for label in every.values() if label.parent == top.slug))
        for top in every.values()
        if not top.parent
    )


def forget_labels(**_: Any) -> None:
    """Look everything up again at the next question."""
    _kept.clear()


def _known(language: str | None) -> str:
    """`language` without its region when the site speaks it, else the default language."""
    code = (language or "").split("-")[0]
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _read(model: type[Term], language: str) -> dict[str, Label]:
    """One query: the terms of the default locale, then their names in `language`."""
    fields = ["slug", "name", "description", "locale__language_code"]
    fields += ["short_name", "icon"] if model is Pillar else []
    fields += ["parent__slug"] if model is Theme else []
    default: dict[str, dict[str, Any]] = {}
    wanted: dict[str, dict[str, Any]] = {}
    rows = model._default_manager.filter(
        locale__language_code__in={settings.LANGUAGE_CODE, language}
    ).order_by("position", "name", "pk")
    for row in rows.values(*fields):
        if row["locale__language_code"] == settings.LANGUAGE_CODE:
            default[row["slug"]] = row
        if row["locale__language_code"] == language:
            wanted[row["slug"]] = row
    return {slug: _label(french, wanted.get(slug, french)) for slug, french in default.items()}


def _label(french: dict[str, Any], row: dict[str, Any]) -> Label:
    """What is structure comes from French, what is read from `row`, where it says something."""
    return Label(
        slug=french["slug"],
        name=row["name"] or french["name"],
        description=row["description"] or french["description"],
        short_name=row.get("short_name") or french.get("short_name") or row["name"],
        icon=french.get("icon") or "",
        parent=french.get("parent__slug") or "",
    )


def connect() -> None:
    """Clear the look-up whenever a term or a locale changes; called once, when the app is ready."""
    for model in (Theme, Pillar, Challenge, Audience, ResourceKind, Locale):
        for signal in (post_save, post_delete):
            signal.connect(forget_labels, sender=model, dispatch_uid=f"labels-{model.__name__}")

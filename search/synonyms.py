"""What editors declare equivalent, kept for a moment: every search asks for it."""

import time
from typing import Any

from django.db.models.signals import post_delete, post_save

from search.models import Synonym

# Seconds. A change clears what its own process keeps at once; others follow within this time.
KEPT_FOR = 2

_kept: dict[str, tuple[float, tuple[str, ...]]] = {}


def declared(locale: str) -> tuple[str, ...]:
    """The sets of synonyms of a locale (a language code), as editors write them.

    At most one query, none while they are kept.
    """
    now = time.monotonic()
    found = _kept.get(locale)
    if found is None or now - found[0] >= KEPT_FOR:
        rows = Synonym.objects.filter(locale__language_code=locale).order_by("pk")
        found = _kept[locale] = (now, tuple(rows.values_list("terms", flat=True)))
    return found[1]


def forget_synonyms(**_: Any) -> None:
    """Read them again at the next search."""
    _kept.clear()


def connect() -> None:
    """Clear what is kept whenever a set changes; called once, when the app is ready."""
    for signal in (post_save, post_delete):
        signal.connect(forget_synonyms, sender=Synonym, dispatch_uid="search-synonyms")

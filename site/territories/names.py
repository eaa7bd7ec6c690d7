"""Names of régions and départements by their code: kept, since every search tells some."""

import time
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models.signals import post_delete, post_save

from territories.models import Territory
from territories.signals import territories_reloaded

# Seconds. A change clears the look-up of its own process at once; others follow within this time.
KEPT_FOR = 30
KINDS = (Territory.Kind.REGION, Territory.Kind.DEPARTEMENT)

Names = dict[str, dict[str, str]]

_kept: list[tuple[float, Names]] = []


def names(kind: Territory.Kind) -> Mapping[str, str]:
    """Code → name of the territories of a kind (région or département), in order of names.

    At most one query, none while the look-up is kept.
    """
    now = time.monotonic()
    if not _kept or now - _kept[0][0] >= KEPT_FOR:
        _kept[:] = [(now, _read())]
    return _kept[0][1][kind]


def forget_names(**_: Any) -> None:
    """Look every name up again at the next question."""
    _kept.clear()


def _read() -> Names:
    found: Names = defaultdict(dict)
    rows = Territory.objects.filter(kind__in=KINDS).order_by("name")
    for kind, code, name in rows.values_list("kind", "code", "name"):
        found[kind][code] = name
    return found


def connect() -> None:
    """Clear the look-up whenever a territory changes; called once, when the app is ready."""
    for signal in (post_save, post_delete):
        signal.connect(forget_names, sender=Territory, dispatch_uid="territories-names")
    territories_reloaded.connect(forget_names, dispatch_uid="territories-names")

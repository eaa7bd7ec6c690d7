"""Icons: the symbols of the sprite, and the names that our own vocabulary gives them."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

# A stable value of ours (a kind, a size, a stage …) → its symbol in icons.svg.
ALIASES = {
    "kind-experience": "notebook-text",
    "kind-dossier": "folder-open",
    "kind-ressource": "book-open",
    "kind-actualite": "newspaper",
    "kind-theme": "sprout",
    "kind-pilier": "layers",
    "kind-page": "file-text",
    "kind-discussion": "messages-square",
    "kind-question": "messages-square",
    "kind-document": "file-text",
    "kind-obligation": "landmark",
    "kind-aide": "hand-coins",
    "kind-evenement": "calendar-days",
    "kind-commune": "map-pin",
    # A page in a body is drawn by the name of its model: its kind is the search's own affair.
    "kind-experiencepage": "notebook-text",
    "kind-dossierpage": "folder-open",
    "kind-resourcepage": "book-open",
    "kind-newspage": "newspaper",
    "kind-aidpage": "hand-coins",
    "kind-eventpage": "calendar-days",
    "kind-themepage": "sprout",
    "kind-pillarpage": "layers",
    "kind-contentpage": "file-text",
    "size-moins-de-3500": "s-hameau",
    "size-3500-19999": "s-bourg",
    "size-20000-99999": "s-ville",
    "size-100000-et-plus": "s-metropole",
    "pillar-implication-habitants": "p-habitants",
    "pillar-simplifier-vie-habitants": "p-simplifier",
    "pillar-optimiser-reseaux": "p-reseaux",
    "pillar-valoriser-donnees": "p-donnees",
    "evidence-declared": "message-square-quote",
    "evidence-measured": "ruler",
    "evidence-audited": "badge-check",
    "stage-en-reflexion": "lightbulb",
    "stage-experimentation": "flask-conical",
    "stage-deploiement": "route",
    "stage-en-service": "circle-check",
    "stage-realise": "flag",
    "stage-reoriente": "signpost",
    "stage-suspendu": "circle-pause",
    "stage-arrete": "octagon-x",
}


@cache
def symbols() -> frozenset[str]:
    """The names of every symbol in the sprite."""
    sprite = Path(settings.SITE_DIR) / "static" / "icons.svg"
    return frozenset(re.findall(r'<symbol id="([^"]+)"', sprite.read_text()))


def symbol(name: str) -> str:
    """The symbol that draws `name` (its own or one of ALIASES); empty when there is none."""
    name = ALIASES.get(name, name)
    return name if name in symbols() else ""

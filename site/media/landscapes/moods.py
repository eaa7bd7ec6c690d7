"""Which landscape stands for which theme: nine moods for all of them."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from media.landscapes import motifs
from media.landscapes.land import Land
from media.landscapes.motifs import Tops
from media.landscapes.palettes import DAWN, DAY, MIST, NIGHT, Palette

Motif = Callable[[Land, Tops], None]


@dataclass(frozen=True)
class Mood:
    """A light, and what is drawn once the layer of that number (0 far, 4 near) is there."""

    palette: Palette
    motifs: Mapping[int, Motif]
    has_mountains: bool = False
    has_fields: bool = True
    has_hamlet: bool = False
    # Layers of land that the motif takes the place of, and hedges at the right that it hides.
    bare_layers: frozenset[int] = field(default_factory=frozenset)
    has_right_hedge: bool = True


MOODS = {
    "road": Mood(DAWN, {4: motifs.road}, has_mountains=True, has_hamlet=True),
    "panels": Mood(
        DAY, {3: motifs.panels}, has_fields=False, has_hamlet=True, has_right_hedge=False
    ),
    "lamps": Mood(NIGHT, {4: motifs.lamps}, has_hamlet=True),
    "river": Mood(MIST, {4: motifs.river}),
    "parcels": Mood(DAY, {4: motifs.parcels}, has_fields=False, bare_layers=frozenset({3})),
    "poles": Mood(MIST, {3: motifs.river, 4: motifs.poles}, has_hamlet=True),
    "village": Mood(DAY, {3: motifs.village, 4: motifs.gathering}, has_fields=False),
    "sensors": Mood(DAWN, {3: motifs.hamlet, 4: motifs.sensors}),
    "towers": Mood(MIST, {2: motifs.towers, 4: motifs.parking}, has_fields=False),
}

# Slugs of the taxonomy. Editors may add themes: one that is not here gets a mood by its slug.
THEME_MOODS = {
    # the fourteen themes
    "mobilite-logistique": "road",
    "energie-environnement": "panels",
    "gouvernance-citoyennete": "village",
    "attractivite-economie": "towers",
    "donnees": "parcels",
    "infrastructures-numeriques": "poles",
    "services-numeriques": "sensors",
    "inclusion-numerique": "village",
    "securite-numerique": "lamps",
    "numerique-responsable": "river",
    "risques": "river",
    "espace-public": "towers",
    "financement-mutualisation": "parcels",
    "competences-organisation": "village",
    # sub-themes that another picture tells better than their parent's
    "stationnement": "towers",
    "eclairage-public": "lamps",
    "eau": "river",
    "dechets": "sensors",
    "air-bruit": "sensors",
    "objets-connectes": "sensors",
    # sub-themes that look like their parent
    "covoiturage": "road",
    "transports-itineraires": "road",
    "logistique-urbaine": "towers",
    "energie-batiments": "panels",
    "energies-renouvelables": "panels",
    "tres-haut-debit": "poles",
    "hebergement-donnees": "poles",
}


def mood_of(theme: str) -> Mood:
    """The mood of a theme's slug; any text is accepted, and the same one gives the same mood."""
    name = THEME_MOODS.get(theme)
    if name is None:
        digest = hashlib.sha256(theme.encode()).digest()
        name = sorted(MOODS)[digest[0] % len(MOODS)]
    return MOODS[name]

"""Colours of a landscape at four times of the day."""

from dataclasses import dataclass, replace

# Red, green, blue and, where a tone lets the one below through, alpha: each 0 to 255.
Colour = tuple[int, ...]


@dataclass(frozen=True)
class Palette:
    """One light; `layers` goes from the farthest hill to the nearest."""

    sky: tuple[Colour, Colour]
    disc: Colour
    layers: tuple[Colour, Colour, Colour, Colour, Colour]
    line: Colour
    accent: Colour
    roof: Colour
    wall: Colour
    window: Colour
    water: Colour
    is_night: bool = False


DAY = Palette(
    sky=((233, 238, 230), (251, 245, 232)),
    disc=(226, 167, 78),
    layers=((198, 213, 199), (160, 187, 164), (113, 152, 122), (66, 112, 86), (30, 77, 59)),
    line=(255, 250, 236),
    accent=(201, 122, 62),
    roof=(178, 92, 56),
    wall=(250, 243, 228),
    window=(66, 88, 82),
    water=(150, 186, 190),
)
DAWN = replace(
    DAY,
    sky=((246, 228, 205), (253, 244, 226)),
    disc=(214, 122, 66),
    layers=((226, 204, 172), (203, 184, 138), (150, 165, 112), (86, 125, 87), (33, 80, 60)),
)
MIST = replace(
    DAY,
    sky=((214, 226, 226), (243, 241, 230)),
    disc=(250, 243, 224),
    layers=((186, 205, 203), (147, 178, 174), (103, 146, 136), (57, 106, 93), (26, 72, 62)),
)
NIGHT = Palette(
    sky=((20, 36, 44), (58, 82, 82)),
    disc=(240, 224, 178),
    layers=((52, 76, 76), (42, 66, 62), (33, 56, 50), (25, 45, 40), (16, 32, 29)),
    line=(110, 138, 122),
    accent=(244, 190, 100),
    roof=(70, 58, 52),
    wall=(96, 98, 86),
    window=(250, 205, 120),
    water=(70, 104, 110),
    is_night=True,
)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """The colour at `share` (0 to 1) of the way from `one` to `other`."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))

"""What each mood adds to the land: a road, solar panels, lamps, a river …

Each function draws on `land`; `tops` holds the five grounds, from far to near.
"""

import math
from collections.abc import Sequence
from functools import partial

from media.landscapes.land import HEIGHT, SCALE, WIDTH, Ground, Land, Point
from media.landscapes.palettes import mix

Tops = Sequence[Ground]


def road(land: Land, tops: Tops) -> None:
    """A road that winds down from the hills."""
    base = tops[3]
    start = WIDTH * land.dice.uniform(0.52, 0.62)
    steps: list[tuple[float, float, float]] = []
    for i in range(121):
        t = i / 120
        y = base(start) + 8 + (HEIGHT + 30 - base(start)) * t**1.25
        x = start + math.sin(t * 7.4 + 0.6) * (34 + 260 * t * (1 - t * 0.55)) - 160 * t
        steps.append((x, y, 4 + 66 * t**1.5))
    left = [(x - width / 2, y) for x, y, width in steps]
    right = [(x + width / 2, y) for x, y, width in reversed(steps)]
    land.polygon(left + right, land.palette.wall)
    for i in range(6, 118, 9):
        (x, y, width), (next_x, next_y, _) = steps[i], steps[i + 4]
        dash = max(1.2, width * 0.07)
        land.path([(x, y), (next_x, next_y)], land.palette.accent, dash)


def panels(land: Land, tops: Tops) -> None:
    """Rows of solar panels."""
    top = tops[2]
    dark, light = (38, 66, 88), (126, 160, 176, 150)
    for row in range(4):
        width, height = 66 + row * 5, 19 + row * 2
        for i in range(7 + row):
            x = 470 + i * 92 - row * 50
            y = top(x) + 20 + row * 31
            far, near = [(x, y), (x + width, y - 4)], (x + width - 14, y + height - 4)
            land.polygon([*far, near, (x - 14, y + height)], dark)
            for k in (1, 2, 3):
                seam = x + width * k / 4
                land.path([(seam, y - k), (seam - 14, y + height - k)], light, 1.2)
            middle = y + height / 2
            land.path([(x - 7, middle), (x + width - 7, middle - 4)], light, 1.2)


def lamps(land: Land, tops: Tops) -> None:
    """Street lamps, bright in the middle and dimmed beside it."""
    glow = land.palette.accent
    for i in range(9):
        t = i / 8
        x = 90 + 1060 * t
        y = tops[3](x) + 26
        height = 60 + 26 * math.sin(t * 3.1)
        strength = 1.0 if 2 < i < 6 else 0.4
        for k in range(9, 0, -1):
            halo = (*glow, round(13 * strength))
            land.disc(x + 13, y - height, height * 0.072 * k, halo)
        reach = height * 0.55
        cone = [(x + 9, y - height), (x + 18, y - height), (x + 18 + reach, y + 8)]
        land.polygon([*cone, (x + 9 - reach, y + 8)], (*glow, round(74 * strength)))
        arm = y - height - 4
        land.path([(x, y + 6), (x, arm), (x + 15, arm)], (12, 22, 22), 3)
        land.disc(x + 13, y - height, 4.2, mix((90, 90, 80), glow, strength))


def river(land: Land, tops: Tops) -> None:
    """A river that widens towards the eye."""
    start = WIDTH * land.dice.uniform(0.55, 0.7)
    spring = tops[2](start) + 20
    left: list[Point] = []
    right: list[Point] = []
    for i in range(81):
        t = i / 80
        y = spring + (HEIGHT + 20 - spring) * t
        x = start + math.sin(t * 5.2) * 150 * (0.3 + t) - 200 * t
        width = 10 + 250 * t**1.4
        left.append((x - width / 2, y))
        right.append((x + width / 2, y))
    land.polygon(left + right[::-1], land.palette.water)
    for i in range(18, 78, 7):
        (a, y), (b, _) = left[i], right[i]
        x = a + (b - a) * land.dice.uniform(0.2, 0.5)
        land.path([(x, y), (x + (b - a) * 0.26, y)], (255, 255, 255, 120), 1.6)


def distance(one: Point, other: Point) -> float:
    """How far apart two points of the ground look: depth counts double."""
    return math.hypot(other[0] - one[0], (other[1] - one[1]) * 2)


def parcels(land: Land, tops: Tops) -> None:
    """Fields seen from above, some of them linked to their neighbours."""
    top, palette, dice = tops[2], land.palette, land.dice
    columns, rows = 8, 5
    grid: list[list[Point]] = []
    for row in range(rows + 1):
        t = (row / rows) ** 1.35
        line: list[Point] = []
        for column in range(columns + 1):
            dx, dy = dice.uniform(-30, 30) * (0.5 + t), dice.uniform(-9, 9)
            x = WIDTH / 2 + (column / columns - 0.5) * WIDTH * (1.12 + 1.0 * t) + dx
            y = top(min(max(x, 0), WIDTH)) * (1 - t) + (HEIGHT + 40) * t + (dy if row else 4)
            line.append((x, y))
        grid.append(line)
    shades = [
        palette.layers[2],
        palette.layers[3],
        mix(palette.layers[2], palette.line, 0.3),
        (214, 178, 106),
        palette.layers[4],
        mix(palette.layers[3], palette.layers[2], 0.5),
    ]
    for row in range(rows):
        for far, near in zip(
            zip(grid[row], grid[row][1:], strict=False),
            zip(grid[row + 1], grid[row + 1][1:], strict=False),
            strict=True,
        ):
            parcel = [*far, *reversed(near)]
            land.polygon(parcel, dice.choice(shades))
            land.path([*parcel, parcel[0]], palette.line, 1.6 + row * 0.5)
    nodes = [point for line in grid[1:-1] for point in line[1:-1] if dice.random() < 0.5]
    for x, y in nodes:
        near_first = sorted(nodes, key=partial(distance, (x, y)))
        for other in near_first[1:3]:
            land.path([other, (x, y)], (*palette.accent, 210), 2.4)
    for x, y in nodes:
        land.disc(x, y, 9, palette.wall, palette.accent, 3.5)


def poles(land: Land, tops: Tops) -> None:
    """A line of poles that carries two cables."""
    top, spots, wood = tops[3], [], (36, 52, 48)
    for i in range(6):
        x = 40 + i * 225 + land.dice.uniform(-20, 20)
        foot = top(x) + 22
        arm = foot - 116
        land.path([(x, foot), (x, foot - 128)], wood, 4)
        land.path([(x - 17, arm), (x + 17, arm)], wood, 3)
        spots.append((x, arm))
    for (x0, y0), (x1, y1) in zip(spots, spots[1:], strict=False):
        for side, tone in ((-16, wood), (16, land.palette.accent)):
            cable = []
            for k in range(25):
                t = k / 24
                sag = 46 * 4 * t * (1 - t) * 0.6
                cable.append((x0 + side + (x1 - x0) * t, y0 + (y1 - y0) * t + sag))
            land.path(cable, tone, 2.0)


def village(land: Land, tops: Tops) -> None:
    land.hamlet(tops[2], WIDTH * 0.62, 9, 78)


def gathering(land: Land, tops: Tops) -> None:
    """People who stand together in front of the village."""
    palette, dice = land.palette, land.dice
    middle = WIDTH * dice.uniform(0.3, 0.4)
    for i in range(13):
        x = middle + (i - 6) * 40 + dice.uniform(-9, 9)
        y = tops[3](x) + 34 + dice.uniform(-8, 10)
        tone = dice.choice([palette.accent, palette.wall, palette.disc])
        box = [v * SCALE for v in (x - 13, y - 12, x + 13, y + 30)]
        land.draw.pieslice(box, 180, 360, fill=tone)
        land.disc(x, y - 20, 8, tone)


def hamlet(land: Land, tops: Tops) -> None:
    land.hamlet(tops[2], WIDTH * 0.3, 5, 62)


def sensors(land: Land, tops: Tops) -> None:
    """Sensors that send."""
    for x, layer in ((250, 3), (560, 2), (860, 3), (1060, 2)):
        y = tops[layer](x) - 24
        land.path([(x, y + 44), (x, y)], land.palette.wall, 4)
        land.disc(x, y, 8, land.palette.accent)
        for k in range(1, 5):
            wave = (*land.palette.accent, 190 - 40 * k)
            land.disc(x, y, 8 + 19 * k, None, wave, 2.4)


def towers(land: Land, tops: Tops) -> None:
    """Blocks of flats on the second hill."""
    palette, dice = land.palette, land.dice
    x = 60
    while x < WIDTH - 40:
        width, height = dice.randint(52, 96), dice.randint(60, 210)
        shade = mix(palette.wall, palette.layers[1], dice.uniform(0.15, 0.6))
        y = tops[1](x) + 30
        land.rectangle(x, y - height, width, height + 60, shade)
        for row in range(height // 22):
            for column in range(width // 20):
                pane = (x + 9 + column * 19, y - height + 12 + row * 22)
                land.rectangle(*pane, 8, 10, (*palette.window, 110))
        x += width + dice.choice([6, 10, 36, 90])


def parking(land: Land, tops: Tops) -> None:
    """A row of parking spaces, some of them free."""
    palette = land.palette
    for i in range(13):
        x = 46 + i * 92
        y = tops[3](x) + 44
        land.path([(x, y), (x - 22, y + 54)], (*palette.wall, 150), 2.5)
        if i == 12:
            continue
        if i % 4 == 1:
            land.disc(x + 36, tops[3](x + 36) + 68, 12, None, palette.accent, 4)
            continue
        tone = mix(palette.layers[4], palette.wall, land.dice.choice([0.3, 0.55, 0.8]))
        y = tops[3](x + 46) + 44
        for box in ((x + 22, y + 8, x + 54, y + 30), (x + 10, y + 20, x + 66, y + 40)):
            land.draw.rounded_rectangle([v * SCALE for v in box], 8 * SCALE, fill=tone)
        for dx in (22, 54):
            land.disc(x + dx, y + 40, 6, (22, 40, 38))

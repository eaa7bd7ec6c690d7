"""Hills, fields, trees and houses, drawn in units of a 1200 × 675 picture."""

import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw

from media.landscapes.palettes import Colour, Palette, mix

WIDTH, HEIGHT = 1200, 675
# Drawn larger, then reduced: Pillow's shapes have hard edges.
SCALE = 2

# The height of the ground at a distance from the left edge.
Ground = Callable[[float], float]
Point = tuple[float, float]


class Land:
    """An empty picture, what may stand on it, and the dice that place it."""

    def __init__(self, palette: Palette, dice: random.Random) -> None:
        self.palette = palette
        self.dice = dice
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))
        self.draw = ImageDraw.Draw(self.image, "RGBA")

    # Shapes

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def path(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        self.draw.line(
            [(x * SCALE, y * SCALE) for x, y in points],
            fill=fill,
            width=max(1, round(width * SCALE)),
            joint="curve",
        )

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        fill: Colour | None = None,
        outline: Colour | None = None,
        width: float = 1.0,
    ) -> None:
        box = ((x - radius), (y - radius), (x + radius), (y + radius))
        self.draw.ellipse(
            [v * SCALE for v in box], fill=fill, outline=outline, width=round(width * SCALE)
        )

    def rectangle(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        self.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill)

    # Ground

    def ridge(self, base: float, height: float, sharpness: float) -> Ground:
        """The top of one layer of land; a `sharpness` above 0 gives mountains."""
        dice = self.dice
        waves = [
            (dice.uniform(0.6, 1.0) / k, k * dice.uniform(0.8, 1.2), dice.uniform(0, 6.3))
            for k in (1, 2, 3)
        ]
        peaks = [(dice.uniform(0, WIDTH), dice.uniform(130, 260)) for _ in range(4)]

        def top(x: float) -> float:
            swell = sum(a * math.sin(k * x / WIDTH * 2 * math.pi * 0.8 + p) for a, k, p in waves)
            y = base - height * 0.45 * swell
            if sharpness:
                y -= sharpness * max(max(0.0, 1 - abs(x - c) / w) for c, w in peaks)
            return y

        return top

    def hill(self, top: Ground, colour: Colour, furrows: int) -> None:
        """One layer of land down to the lower edge, with furrows that fade downwards."""
        xs = range(-10, WIDTH + 11, 6)
        outline: list[Point] = [(x, top(x)) for x in xs]
        self.polygon([*outline, (WIDTH + 10, HEIGHT), (-10, HEIGHT)], colour)
        for i in range(1, furrows + 1):
            tone = (*mix(colour, self.palette.line, 0.26), round(255 * (1 - i / (furrows + 1))))
            drop = 15.0 * i * (1 + i * 0.10)
            self.path([(x, top(x * (1 + 0.012 * i)) + drop) for x in xs], tone, 1.6)

    def field(self, top: Ground, x: float, width: float, depth: float, colour: Colour) -> None:
        """A tilled parcel that follows the slope."""
        lean = self.dice.uniform(-70, 70)
        quarters = (0, 0.25, 0.5, 0.75, 1)
        near = [
            (x + lean + width * 1.25 * t, top(x + width * t) + depth) for t in reversed(quarters)
        ]
        far = [(x + width * t, top(x + width * t) + 6) for t in quarters]
        self.polygon(far + near, colour)
        furrow = (*mix(colour, self.palette.layers[4], 0.22), 170)
        for i in range(1, 9):
            t = i / 9
            a, b = x + width * t, x + lean + width * 1.25 * t
            self.path([(a, top(a) + 6), (b, top(a) + depth)], furrow, 1.4)

    # What stands on it

    def tree(self, x: float, y: float, size: float, colour: Colour, *, poplar: bool) -> None:
        self.rectangle(x - size * 0.05, y - size * 0.4, size * 0.1, size * 0.4, colour)
        if poplar:
            box = (x - size * 0.17, y - size * 1.5, x + size * 0.17, y - size * 0.15)
        else:
            box = (x - size * 0.42, y - size * 1.05, x + size * 0.42, y - size * 0.22)
        self.draw.ellipse([v * SCALE for v in box], fill=colour)

    def hedge(self, top: Ground, start: float, end: float, colour: Colour) -> None:
        x = start
        while x < end:
            size = self.dice.uniform(15, 34)
            self.tree(x, top(x) + 4, size, colour, poplar=self.dice.random() < 0.22)
            x += size * self.dice.uniform(0.55, 1.5)

    def house(self, x: float, y: float, width: float, height: float = 1.0) -> None:
        """A house whose left foot is at (x, y); `height` is a factor of the usual one."""
        palette = self.palette
        wall = width * 0.5 * height
        self.rectangle(x, y - wall, width, wall + 8, palette.wall)
        shade = mix(palette.wall, palette.layers[4], 0.16)
        self.rectangle(x + width * 0.68, y - wall, width * 0.32, wall + 8, shade)
        ridge = y - wall - width * 0.3
        left, right = (x - 3, y - wall), (x + width + 3, y - wall)
        self.polygon(
            [left, (x + width * 0.2, ridge), (x + width * 0.92, ridge), right], palette.roof
        )
        gable = [(x + width * 0.66, y - wall), (x + width * 0.92, ridge), right]
        self.polygon(gable, mix(palette.roof, (20, 20, 20), 0.18))
        for i in range(2):
            pane = x + width * (0.14 + 0.28 * i)
            self.rectangle(pane, y - wall * 0.68, width * 0.1, wall * 0.3, palette.window)

    def church(self, x: float, y: float, size: float) -> None:
        palette = self.palette
        self.rectangle(x, y - size * 1.15, size * 0.36, size * 1.25, palette.wall)
        spire = [
            (x - 3, y - size * 1.15),
            (x + size * 0.18, y - size * 2.15),
            (x + size * 0.36 + 3, y - size * 1.15),
        ]
        self.polygon(spire, palette.roof)
        self.rectangle(x + size * 0.14, y - size * 0.95, size * 0.08, size * 0.2, palette.window)
        self.house(x + size * 0.34, y, size * 0.95)

    def hamlet(self, top: Ground, x: float, houses: int, size: float) -> None:
        """A row of houses around a church, its middle at `x`."""
        for i in range(houses):
            width = size * self.dice.uniform(0.8, 1.2)
            left = x + (i - (houses - 1) / 2) * size * 0.92
            if i == houses // 2:
                continue
            foot = top(left) + 5 + self.dice.uniform(-3, 5)
            self.house(left, foot, width, self.dice.uniform(0.9, 1.35))
        self.church(x - size * 0.2, top(x) + 6, size * 0.95)

"""A drawn cover for what has no photograph: the same for the same slug and theme."""

import hashlib
import io
import random

from PIL import Image

from media.landscapes.land import HEIGHT, SCALE, WIDTH, Land
from media.landscapes.moods import Mood, mood_of
from media.landscapes.motifs import Tops
from media.landscapes.palettes import mix

MAX_COVER_BYTES = 40_000
QUALITIES = (84, 78, 72, 66, 60, 50, 40, 30)
# Heights of the five layers, from far to near, and the furrows on each.
LAYER_BASES = (300, 358, 424, 500, 590)
LAYER_FURROWS = (0, 2, 3, 5, 4)


def cover_for(*, slug: str, theme: str) -> bytes:
    """A WebP picture of 1200 × 675 pixels and 40,000 bytes at most.

    `theme` is the slug of a theme or sub-theme and gives the mood, `slug` the shape of the land.
    The bytes are the same each time with one version of Pillow. The picture says nothing that
    the page does not: its text alternative is empty.
    """
    picture = landscape(slug=slug, theme=theme)
    for quality in QUALITIES:
        target = io.BytesIO()
        picture.save(target, "WEBP", quality=quality, method=4)
        if target.tell() <= MAX_COVER_BYTES:
            return target.getvalue()
    raise ValueError(f"The cover of {slug!r} weighs {target.tell()} bytes at the lowest quality.")


def landscape(*, slug: str, theme: str) -> Image.Image:
    """The picture of `cover_for`, not yet encoded (RGB, 1200 × 675)."""
    seed = hashlib.sha256(f"{slug}|{theme}".encode()).digest()
    mood = mood_of(theme)
    land = Land(mood.palette, random.Random(int.from_bytes(seed[:8], "big")))  # noqa: S311
    draw_sky(land)
    sharpness = (150, 52.5, 0, 0, 0) if mood.has_mountains else (0, 0, 0, 0, 0)
    tops = [land.ridge(base, 74 - 7 * i, sharpness[i]) for i, base in enumerate(LAYER_BASES)]
    for i, top in enumerate(tops):
        if i not in mood.bare_layers:
            land.hill(top, land.palette.layers[i], LAYER_FURROWS[i])
        dress_layer(land, mood, tops, i)
        if i in mood.motifs:
            mood.motifs[i](land, tops)
    return land.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def draw_sky(land: Land) -> None:
    palette, dice = land.palette, land.dice
    for y in range(HEIGHT * SCALE):
        tone = mix(*palette.sky, min(1, y / (HEIGHT * SCALE * 0.62)))
        land.draw.line([(0, y), (WIDTH * SCALE, y)], fill=tone)
    if palette.is_night:
        for _ in range(70):
            star = dice.uniform(0, WIDTH), dice.uniform(0, 300), dice.uniform(0.8, 1.9)
            land.disc(*star, (240, 236, 214, dice.randint(90, 220)))
    place = WIDTH * dice.uniform(0.16, 0.84), dice.uniform(120, 190)
    land.disc(*place, 28 if palette.is_night else 44, palette.disc)


def dress_layer(land: Land, mood: Mood, tops: Tops, i: int) -> None:
    """Hedges, fields and hamlet of one layer."""
    palette, dice, top = land.palette, land.dice, tops[i]
    if i == 1:
        land.hedge(top, dice.uniform(0, 300), dice.uniform(500, 900), palette.layers[2])
    if i == 2 and mood.has_fields:
        gold = mix((219, 178, 98), palette.layers[2], 0.75 if palette.is_night else 0.15)
        land.field(top, dice.uniform(60, 700), dice.uniform(170, 260), 66, gold)
        pale = mix(palette.layers[1], palette.line, 0.22)
        land.field(top, dice.uniform(60, 900), dice.uniform(120, 220), 58, pale)
    if i == 2 and mood.has_hamlet:
        land.hamlet(top, WIDTH * dice.uniform(0.16, 0.3), 5, 54)
    if i == 3:
        land.hedge(top, dice.uniform(-40, 120), dice.uniform(260, 400), palette.layers[4])
        if mood.has_right_hedge:
            land.hedge(top, dice.uniform(820, 960), WIDTH + 20, palette.layers[4])

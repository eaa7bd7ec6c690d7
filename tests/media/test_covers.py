"""Drawn covers: the same each time, light, of the right size."""

import io

import pytest
from PIL import Image

from media.covers import MAX_COVER_BYTES, cover_for
from media.landscapes.moods import MOODS, THEME_MOODS, mood_of

# One theme for each mood.
THEMES = sorted({mood: theme for theme, mood in THEME_MOODS.items()}.values())


@pytest.mark.parametrize("theme", THEMES)
def test_cover_has_the_size_of_a_card_and_is_light(theme: str) -> None:
    cover = cover_for(slug="saint-etienne-mobilite", theme=theme)
    with Image.open(io.BytesIO(cover)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (1200, 675))
    assert len(cover) <= MAX_COVER_BYTES


def test_same_slug_and_theme_give_the_same_bytes() -> None:
    assert cover_for(slug="oeuilly-eau", theme="eau") == cover_for(slug="oeuilly-eau", theme="eau")


def test_another_slug_gives_another_picture() -> None:
    assert cover_for(slug="oeuilly-eau", theme="eau") != cover_for(slug="metz-eau", theme="eau")


def test_nine_moods_are_all_in_use() -> None:
    assert set(THEME_MOODS.values()) == set(MOODS)
    assert len(MOODS) == 9


@pytest.mark.parametrize("theme", ["", "un-theme-ajoute-par-une-redactrice", "L’Haÿ"])
def test_theme_that_the_taxonomy_does_not_ship_gets_a_constant_mood(theme: str) -> None:
    assert mood_of(theme) is mood_of(theme)
    assert cover_for(slug="", theme=theme)

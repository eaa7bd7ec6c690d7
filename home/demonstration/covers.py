"""Drawn covers, made beside the loading: drawing takes longer than the database."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager

from django.core.files.base import ContentFile

from experiences.models import ExperiencePage
from home.demonstration.reading import key_of, read
from home.overview import LATEST
from media.covers import cover_for
from media.models import Picture
from ui.pictures import picture

CREDIT = "Dessin : Terrain commun, CC BY 4.0"


class Covers:
    """Pictures being drawn by other processes, by slug."""

    def __init__(self, pool: ProcessPoolExecutor | None) -> None:
        self.pool = pool
        self.drawing: dict[str, Future[bytes]] = {}

    def order(self, slug: str, theme: str) -> None:
        """Begin to draw the cover of `slug`, in the mood of `theme` (a slug)."""
        if self.pool:
            self.drawing[slug] = self.pool.submit(cover_for, slug=slug, theme=theme)

    def take(self, slug: str, title: str) -> Picture | None:
        """The cover of `slug`, saved, once it is drawn; None when none was ordered."""
        future = self.drawing.pop(slug, None)
        if future is None:
            return None
        file = ContentFile(future.result(), name=f"{slug}.webp")
        picture: Picture = Picture.objects.create(
            title=f"Couverture : {title}"[:255], file=file, credit=CREDIT
        )
        return picture


@contextmanager
def drawing_room(*, draw: bool) -> Iterator[Covers]:
    """Covers to order and take; without `draw` every page goes without."""
    if not draw:
        yield Covers(None)
        return
    # "spawn": a fork would share the connection to the database.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max_workers=min(4, os.cpu_count() or 1), mp_context=context)
    try:
        yield Covers(pool)
    finally:
        pool.shutdown(cancel_futures=True)


def draw_first_pictures() -> None:
    """Make the sizes of the covers that the home page shows: its first visitor need not wait."""
    slugs = read("site")["latest_sheets"][:LATEST]
    sheets = ExperiencePage.objects.filter(
        translation_key__in=[key_of("sheet", slug) for slug in slugs]
    )
    covers = Picture.objects.filter(pk__in=sheets.values("cover"))
    for cover in covers.prefetch_related("renditions"):
        picture(cover, (16, 9))

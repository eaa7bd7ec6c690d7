"""Which pictures public pages show, for the sitemap: found in bulk, never made there."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

from experiences.models import (
    AidPage,
    ContentPage,
    DossierPage,
    EventPage,
    ExperiencePage,
    NewsPage,
    PillarPage,
    ResourcePage,
    ThemePage,
)
from media.models import Rendition

TYPES = (
    ExperiencePage,
    DossierPage,
    ResourcePage,
    NewsPage,
    AidPage,
    EventPage,
    ContentPage,
    ThemePage,
    PillarPage,
)
# The protocol allows 1,000 a page.
MOST = 20


def picture_addresses(pages: Sequence[Page]) -> dict[int, list[str]]:
    """Id of a page → addresses of the pictures on it: the widest WebP made so far.

    A page whose pictures nobody has looked at yet, or without any, has its drawn card. Two
    queries a page type, and one.
    """
    shown: dict[int, list[int]] = {}
    ids = [page.pk for page in pages]
    for model in TYPES:
        streams = [
            field.name for field in model._meta.get_fields() if isinstance(field, StreamField)
        ]
        rows = model._default_manager.filter(pk__in=ids)
        for pk, cover, *values in rows.values_list("pk", "cover_id", *streams):
            pictures = [cover] if cover else []
            for stream in values:
                pictures += pictures_in(stream)
            shown[pk] = list(dict.fromkeys(pictures))[:MOST]
    made = widest({picture for pictures in shown.values() for picture in pictures})
    found: dict[int, list[str]] = {}
    for pk, pictures in shown.items():
        addresses = [made[picture] for picture in pictures if picture in made]
        found[pk] = addresses or [reverse("experiences:card", args=[pk])]
    return found


def pictures_in(stream: StreamValue) -> Iterator[int]:
    """Ids of the pictures in a stream, as stored; no query."""
    for block in stream.raw_data:
        value: Any = block["value"]
        if block["type"] in ("image", "figure"):
            figures = [value]
        elif block["type"] == "gallery":
            figures = [item.get("value", item) for item in value]
        else:
            continue
        yield from (figure["image"] for figure in figures if figure.get("image"))


def widest(pictures: set[int]) -> dict[int, str]:
    """Id of a picture → address of its widest WebP rendition, of those that have one; one query."""
    renditions = Rendition.objects.filter(
        image_id__in=pictures, filter_spec__contains="format-webp"
    ).order_by("width")
    return {rendition.image_id: rendition.url for rendition in renditions}

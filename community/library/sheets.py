"""Sheets that shared documents are about: named on their form, and listed beside them."""

from typing import Any

from django.apps import apps
from wagtail.models import Page
from wagtail.query import PageQuerySet

from community.addresses import pages_at
from community.library.models import SharedDocument
from community.library.querysets import SharedDocumentQuerySet

SHEET = "experiences.ExperiencePage"  # of a room beside this one: by its name


def public_sheets() -> PageQuerySet:
    """Those that everybody may read."""
    return Page.objects.live().public().type(apps.get_model(SHEET))


def sheet_at(address: str) -> Page | None:
    """The sheet that everybody may read at an address of this site; None for any other."""
    try:
        pages = pages_at([address])
    except ValueError:  # brackets of no address
        return None
    return public_sheets().filter(pk__in=[page.pk for page in pages]).first()


def shown_sheet(key: int | None) -> Page | None:
    """The sheet of this key as long as everybody may read it."""
    return public_sheets().filter(pk=key).first() if key else None


def about_sheet(sheet: Page | None) -> dict[str, Any]:
    """What the form of a new document about `sheet` begins with: its address, its top themes."""
    if sheet is None:
        return {}
    themes = sheet.specific.themes.all()
    return {
        "sheet_address": sheet.full_url,
        "themes": [theme.parent or theme for theme in themes],
    }


def documents_about(page: Page) -> SharedDocumentQuerySet:
    """Those about a sheet, in whatever language, that everybody may read; the newest first."""
    rows = SharedDocument.objects.public().filter(sheet__translation_key=page.translation_key)
    return rows.order_by("-published_at", "-pk")

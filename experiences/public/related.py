"""Which pages go with a page: the dossiers that hold it, the newest on its subject."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from experiences.models import DossierLink, ExperiencePage
from experiences.public.visibility import visible


def dossiers_of(page: Page) -> list[int]:
    """Ids of the dossiers that `page`, or its twin in another language, belongs to."""
    links = DossierLink.objects.filter(page__translation_key=page.translation_key)
    return list(links.order_by("dossier__title").values_list("dossier_id", flat=True))


def newest_sheets(
    request: HttpRequest, *, limit: int, themes: Iterable[int] = (), pillars: Iterable[int] = ()
) -> list[int]:
    """Ids of the sheets that were published last with one of `themes` or `pillars`."""
    sheets = ExperiencePage.objects.all()
    if themes:
        sheets = sheets.filter(themes__in=themes)
    if pillars:
        sheets = sheets.filter(pillars__in=pillars)
    newest = (
        visible(request, language=settings.LANGUAGE_CODE)
        .filter(pk__in=sheets.values("pk"))
        .order_by("-first_published_at", "-pk")
    )
    return list(newest.values_list("pk", flat=True)[:limit])

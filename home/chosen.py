"""What editors chose for the home page, in the language of the page and only what is public."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.models import Page

from experiences.models import DossierLink, DossierPage, ExperiencePage, NewsPage, PillarPage
from search.models import CataloguePage
from taxonomy.labels import labels
from taxonomy.models import Pillar
from ui.typography import number

DOSSIERS = 4  # shown when editors chose none
# Places of a door that are not pages → their address.
ANCHORS = {"sizes": "#taille", "map": "#ou"}


@dataclass(frozen=True)
class Door:
    icon: str
    title: str
    text: str
    url: str


@dataclass(frozen=True)
class DossierLine:
    title: str
    url: str
    summary: str
    counted: str  # "3 sheets"; empty when nothing is linked
    language: str  # of its text, when it is not the page's


@dataclass(frozen=True)
class PillarCard:
    name: str
    description: str
    icon: str
    url: str


def in_language_of(page: Page, ids: Iterable[int | None]) -> dict[int, Page]:
    """Identifier → the public page of the same content in the language of `page`. One query.

    Without those that are not published in that language.
    """
    wanted = {pk for pk in ids if pk}
    keys = Page.objects.filter(pk__in=wanted).values("translation_key")
    chosen = Page.objects.filter(pk__in=wanted).values_list("pk", "translation_key")
    public = Page.objects.live().public().filter(translation_key__in=keys, locale=page.locale_id)
    by_key = {found.translation_key: found for found in public}
    return {pk: by_key[key] for pk, key in chosen if key in by_key}


def doors(stream: Any, pages: dict[int, Page], request: HttpRequest) -> list[Door]:
    """The doors that lead somewhere; `pages` as from `in_language_of`."""
    found = []
    for raw in stream.raw_data:
        value = raw["value"]
        page = pages.get(value.get("page") or 0)
        place = value.get("place") or ""
        url = page.get_url(request) if page else ANCHORS.get(place, "")
        if place == "search":
            url = reverse("search:results")
        if url:
            found.append(Door(value["icon"], value["title"], value.get("text") or "", url))
    return found


def chosen_ids(stream: Any, name: str | None = None) -> list[int]:
    """The identifiers of the pages that a stream of choosers, or of doors, names."""
    values = [raw["value"] for raw in stream.raw_data]
    ids = [value.get(name) for value in values] if name else values
    return [pk for pk in ids if pk]


def dossier_lines(
    page: Page, chosen: list[int], pages: dict[int, Page], request: HttpRequest
) -> list[DossierLine]:
    """The chosen dossiers, or the latest. Two queries, three with choices."""
    public = DossierPage.objects.live().public().select_related("alias_of__locale", "locale")
    if chosen:
        by_pk = public.in_bulk([pages[pk].pk for pk in chosen if pk in pages])
        dossiers = [by_pk[pages[pk].pk] for pk in chosen if pk in pages and pages[pk].pk in by_pk]
    else:
        latest = public.filter(locale=page.locale_id).order_by("-first_published_at", "-pk")
        dossiers = list(latest[:DOSSIERS])
    counts = linked(dossiers)
    return [
        DossierLine(
            title=dossier.title,
            url=dossier.get_url(request) or "",
            summary=dossier.summary,
            counted=counts.get(dossier.pk, ""),
            language=dossier.content_language if dossier.is_untranslated else "",
        )
        for dossier in dossiers
    ]


def linked(dossiers: list[DossierPage]) -> dict[int, str]:
    """Dossier → how many sheets, else how many news, it gathers, in words. One query."""
    rows = (
        DossierLink.objects.filter(dossier__in=dossiers, page__live=True)
        .values("dossier", "page__content_type__model")
        .annotate(found=Count("pk"))
        .order_by("dossier")
    )
    by_type = {(row["dossier"], row["page__content_type__model"]): row["found"] for row in rows}
    words = {}
    for dossier in dossiers:
        sheets = by_type.get((dossier.pk, ExperiencePage._meta.model_name), 0)
        news = by_type.get((dossier.pk, NewsPage._meta.model_name), 0)
        if sheets:
            text = ngettext("%(number)s sheet", "%(number)s sheets", sheets)
        elif news:
            text = ngettext("%(number)s news item", "%(number)s news items", news)
        else:
            continue
        words[dossier.pk] = text % {"number": number(sheets or news)}
    return words


def pillar_cards(page: Page, request: HttpRequest) -> list[PillarCard]:
    """The pillars in the editors' order: to their page, else to the search. Two queries."""
    # Of every language, and not as in the tree: a query by either reads all pages to find these.
    written = PillarPage.objects.live().public().order_by("pk").select_related("pillar")
    urls = {
        found.pillar.slug: found.get_url(request)
        for found in written
        if found.locale_id == page.locale_id
    }
    return [
        PillarCard(
            name=label.short_name,
            description=label.description,
            icon=label.icon,
            url=urls.get(slug) or f"{reverse('search:results')}?pilier={slug}",
        )
        for slug, label in labels(Pillar).items()
    ]


def catalogue_urls(page: Page, request: HttpRequest) -> dict[str, str]:
    """Kind → address of the catalogue of that kind below the home page `page`. One query."""
    # Not as in the tree: see above.
    catalogues = CataloguePage.objects.live().public().child_of(page).order_by("pk")
    return {found.kind: found.get_url(request) or "" for found in catalogues}

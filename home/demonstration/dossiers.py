"""Dossiers with their chapters, and everything that belongs to them."""

from typing import Any

from wagtail.models import Locale

from experiences.models import Chapter, DossierLink, DossierPage
from home.demonstration.pages import PARTS, live_ids, sources_of
from home.demonstration.prose import body, page_blocks, text
from home.demonstration.reading import key_of, read
from home.demonstration.terms import Terms


def dossier_page(item: dict[str, Any], terms: Terms, locale: Locale) -> DossierPage:
    """The page of a dossier, not yet saved and still without chapters: see `fill_dossier`."""
    page = DossierPage(
        slug=item["slug"],
        title=item["title"],
        summary=item["summary"],
        introduction=body(text(item["introduction"]), of=(item["slug"], "introduction")),
    )
    page.themes = terms.themes(item)
    page.pillars = terms.pillars(item)
    page.publication_sources = sources_of(item, locale, item["slug"])
    return page


def fill_dossier(page: DossierPage, item: dict[str, Any], locale: Locale) -> None:
    """Give `page` its chapters and links; they may point to dossiers, so all must be saved.

    Only what is published is linked: a reader never meets a page that is not there.
    """
    slug = item["slug"]
    page.chapters = [
        Chapter(
            heading=chapter["heading"],
            lead=chapter.get("lead") or "",
            body=body(
                text(chapter.get("body") or ""),
                *page_blocks(_ids(chapter).values()),
                of=(slug, "chapter", str(place)),
            ),
            locale=locale,
            translation_key=key_of(slug, "chapter", place),
            sort_order=place,
        )
        for place, chapter in enumerate(item["chapters"])
    ]
    page.links = [
        DossierLink(
            page_id=pk,
            locale=locale,
            translation_key=key_of(slug, "link", linked),
            sort_order=place,
        )
        for place, (linked, pk) in enumerate(_linked(item).items())
    ]


def _ids(chapter: dict[str, Any]) -> dict[str, int]:
    """ "Kind/slug" → identifier of the pages that a chapter points to."""
    found: dict[str, int] = {}
    for part, (model, kind) in PARTS.items():
        ids = live_ids(model, kind, chapter.get(part) or [])
        found |= {f"{kind}/{slug}": pk for slug, pk in ids.items()}
    return found


def _linked(item: dict[str, Any]) -> dict[str, int]:
    """All that belongs to a dossier: what its chapters show, and what names it."""
    found: dict[str, int] = {}
    for chapter in item["chapters"]:
        found |= _ids({**chapter, "dossiers": []})
    for part in ("news", "aids", "events"):
        model, kind = PARTS[part]
        named = item.get("linked_news", []) if part == "news" else []
        naming = [each["slug"] for each in read(part) if item["slug"] in each.get("dossiers", [])]
        ids = live_ids(model, kind, [*named, *naming])
        found |= {f"{kind}/{slug}": pk for slug, pk in ids.items()}
    return found

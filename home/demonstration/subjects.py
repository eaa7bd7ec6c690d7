"""The page of each theme and each pillar: what one gains, what it takes, where to see it."""

from typing import Any

from django.utils.html import escape

from experiences.models import (
    AidPage,
    DossierPage,
    ExperiencePage,
    PillarPage,
    ResourcePage,
    ThemePage,
)
from home.demonstration.pages import live_ids
from home.demonstration.prose import Block, body, page_blocks, text
from home.demonstration.reading import read_sheet, sheet_slugs
from home.demonstration.terms import Terms
from taxonomy.models import Pillar, Theme


def theme_page(item: dict[str, Any], terms: Terms) -> ThemePage:
    """The page of a top theme, not yet saved; what it points to must be published."""
    page = ThemePage(theme=terms.get(Theme, [item["slug"]])[0], **_fields(item))
    page.themes = [page.theme]
    return page


def pillar_page(item: dict[str, Any], terms: Terms) -> PillarPage:
    """The page of a pillar, not yet saved; what it points to must be published."""
    page = PillarPage(pillar=terms.get(Pillar, [item["slug"]])[0], **_fields(item))
    page.pillars = [page.pillar]
    return page


def _fields(item: dict[str, Any]) -> dict[str, Any]:
    slug = item["slug"]
    chosen = [
        *live_ids(AidPage, "aid", item.get("aids") or []).values(),
        *live_ids(ExperiencePage, "sheet", item.get("examples") or []).values(),
        *live_ids(DossierPage, "dossier", item.get("dossiers") or []).values(),
        *live_ids(ResourcePage, "resource", item.get("resources") or []).values(),
    ]
    return {
        "slug": slug,
        "title": item["title"],
        "summary": item["summary"],
        "introduction": body(text(item["body"]), of=("subject", slug, "introduction")),
        "gains": body(_claims(item["gains"]), of=("subject", slug, "gains")),
        "needs": body(_claims(item["needs"]), of=("subject", slug, "needs")),
        "examples": body(*page_blocks(chosen), of=("subject", slug, "examples")),
    }


def _claims(claims: list[dict[str, str]]) -> Block | None:
    """A list of statements, each with its source: a link to the sheet, or the document's name."""
    if not claims:
        return None
    sheets = ExperiencePage.objects.in_bulk(
        live_ids(ExperiencePage, "sheet", [claim["source"] for claim in claims]).values()
    )
    by_slug = {sheet.slug: sheet for sheet in sheets.values()}
    lines = []
    for claim in claims:
        sheet = by_slug.get(claim["source"])
        if sheet:
            name = escape(sheet.short_title or sheet.title)
            source = f'<a linktype="page" id="{sheet.pk}">{name}</a>'
        elif claim["source"] in sheet_slugs():  # a draft: its name, without a link
            source = escape(read_sheet(claim["source"])["short_title"])
        else:
            source = escape(claim["source"])
        statement = escape(claim["text"].removesuffix("."))
        lines.append(f"<li>{statement} ({source}).</li>")
    return {"type": "text", "value": f"<ul>{''.join(lines)}</ul>"}

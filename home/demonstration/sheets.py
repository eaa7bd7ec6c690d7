"""Experience sheets: from a content file to a page with every typed fact."""

from typing import Any

from wagtail.models import Locale

from experiences.models import (
    ExperiencePage,
    Funding,
    OpenQuestion,
    Partner,
    Result,
    SheetTerritory,
)
from home.demonstration.pages import sources_of
from home.demonstration.prose import body, key_figures, rich_text, text
from home.demonstration.reading import key_of
from home.demonstration.terms import Terms, territory

CHAPTERS: tuple[str, ...] = (
    "problem",
    "governance",
    "citizens_part",
    "data_sovereignty",
    "difficulties",
    "do_differently",
)


def sheet_page(sheet: dict[str, Any], terms: Terms, locale: Locale) -> ExperiencePage:
    """The page of `sheet`, not yet saved and without cover. UnknownName: see `terms`."""
    slug = sheet["slug"]
    page = ExperiencePage(
        slug=slug,
        title=sheet["title"],
        short_title=sheet["short_title"],
        summary=sheet["summary"],
        territory_note=sheet.get("territory_note") or "",
        stage=sheet["stage"],
        stage_note=sheet.get("stage_note") or "",
        start_year=sheet.get("start_year"),
        end_year=sheet.get("end_year"),
        investment=sheet.get("investment_eur"),
        yearly_cost=sheet.get("yearly_eur"),
        staff_days=sheet.get("staff_days"),
        cost_note=(sheet.get("cost_note") or "").strip(),
        solution=solution_body(sheet),
        **{name: rich_text(sheet.get(name) or "") for name in CHAPTERS},
    )
    page.themes = terms.themes(sheet)
    page.pillars = terms.pillars(sheet)
    page.challenges = terms.challenges(sheet)
    page.audiences = terms.audiences(sheet)
    add_facts(page, sheet, locale)
    page.publication_sources = sources_of(sheet, locale, slug)
    return page


def solution_body(sheet: dict[str, Any]) -> list[dict[str, Any]]:
    """What was done, then its key figures."""
    of = (sheet["slug"], "solution")
    return body(text(sheet["solution"]), key_figures(sheet.get("key_figures") or [], of), of=of)


def add_facts(page: ExperiencePage, sheet: dict[str, Any], locale: Locale) -> None:
    """The facts that come in any number: territories, results, money, partners, questions."""

    def common(relation: str, place: int) -> dict[str, Any]:
        key = key_of(sheet["slug"], relation, place)
        return {"locale": locale, "translation_key": key, "sort_order": place}

    page.sheet_territories = list(_territories(sheet, common))
    page.results = [
        Result(text=result["text"], evidence=result["evidence"], **common("result", place))
        for place, result in enumerate(sheet.get("results") or [])
    ]
    page.funding = [
        Funding(
            funder=funding["funder"],
            amount=funding.get("amount_eur"),
            share_percent=funding.get("share_percent"),
            covers=funding.get("covers") or "",
            **common("funding", place),
        )
        for place, funding in enumerate(sheet.get("funding") or [])
    ]
    names = [(name, Partner.Role.PARTNER) for name in sheet.get("partners") or []]
    names += [(name, Partner.Role.SUPPLIER) for name in sheet.get("suppliers") or []]
    page.partners = [
        Partner(name=name, role=role, **common("partner", place))
        for place, (name, role) in enumerate(names)
    ]
    page.open_questions = [
        OpenQuestion(text=question, **common("question", place))
        for place, question in enumerate(sheet.get("unknown") or [])
    ]


def _territories(sheet: dict[str, Any], common: Any) -> Any:
    """Those that acted, then the places on the map; each territory once."""
    named = [(item["kind"], item["code"], False) for item in sheet.get("territories") or []]
    named += [("commune", code, True) for code in sheet.get("locality_codes") or []]
    seen: set[int] = set()
    for place, (kind, code, is_locality) in enumerate(named):
        found = territory(kind, str(code))
        if found.pk in seen:
            continue
        seen.add(found.pk)
        yield SheetTerritory(territory=found, is_locality=is_locality, **common("territory", place))

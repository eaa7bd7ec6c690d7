"""The facts that a suggestion may be about: what a sheet says of them, and how one is put in."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.html import linebreaks
from wagtail.rich_text import RichText

from experiences.models import ExperiencePage, Funding, Result, Source
from experiences.suggestions.about import About
from experiences.suggestions.models import Suggestion
from ui.plain import plain
from ui.typography import euros

AMOUNTS = {About.INVESTMENT: "investment", About.YEARLY_COST: "yearly_cost"}
YEARS = {About.START: "start_year", About.END: "end_year"}
PROSE = {
    About.PROBLEM: "problem",
    About.CITIZENS: "citizens_part",
    About.GOVERNANCE: "governance",
    About.DATA: "data_sovereignty",
    About.DIFFICULTIES: "difficulties",
    About.DIFFERENTLY: "do_differently",
}
# Where a person has to find the place: an answer belongs in some chapter, a document is to be
# read first, and whoever is named as a contact must have agreed.
BY_HAND = {About.QUESTION, About.CONTACT, About.DOCUMENT, About.OTHER}
# Longest text of what becomes one line of the sheet.
LONGEST = {About.RESULT: 400, About.FUNDING: 160, About.SOURCE: 300}


def says(sheet: ExperiencePage, about: About) -> list[str]:
    """What a sheet says of a fact, in words, a paragraph or a line each; nothing: it is silent."""
    if about in AMOUNTS:
        amount = getattr(sheet, AMOUNTS[about])
        return [line for line in ("" if amount is None else euros(amount), sheet.cost_note) if line]
    if about in YEARS:
        year = getattr(sheet, YEARS[about])
        return [str(year)] if year else []
    if about in PROSE:
        return plain(getattr(sheet, PROSE[about])).splitlines()
    lines = {
        About.FUNDING: sheet.funding,
        About.RESULT: sheet.results,
        About.SOURCE: sheet.publication_sources,
        About.QUESTION: sheet.open_questions,
    }
    return [str(line) for line in lines[about].all()] if about in lines else []


def put(suggestion: Suggestion, *, into: ExperiencePage) -> bool:
    """Write a suggestion into a sheet in memory, at its fact; False where a person has to.

    What the sheet says stays, but for an amount or a year that is known better.
    """
    about = About(suggestion.about)
    if about in BY_HAND:
        return False
    if about in AMOUNTS:
        if suggestion.amount is not None:
            setattr(into, AMOUNTS[about], suggestion.amount)
        into.cost_note = "\n\n".join(part for part in (into.cost_note, suggestion.text) if part)
    elif about in YEARS:
        setattr(into, YEARS[about], suggestion.year)
    elif about in PROSE:
        name = PROSE[about]
        setattr(into, name, getattr(into, name) + paragraphs(suggestion))
    elif about == About.SOLUTION:
        into.solution.append(("text", RichText(paragraphs(suggestion))))
    elif about == About.RESULT:
        add_last(Result(text=suggestion.text, evidence=suggestion.evidence), to=into.results)
    elif about == About.FUNDING:
        add_last(Funding(funder=suggestion.text, amount=suggestion.amount), to=into.funding)
    put_source(suggestion, into=into)
    return True


def paragraphs(suggestion: Suggestion) -> str:
    """The text as HTML, with nothing in it but paragraphs and line breaks."""
    return linebreaks(suggestion.text, autoescape=True)


def put_source(suggestion: Suggestion, *, into: ExperiencePage) -> None:
    """Add the source of a suggestion to those of a sheet, unless it is there."""
    url = suggestion.source_url
    if not url or any(source.url == url for source in into.publication_sources.all()):
        return
    is_fact = suggestion.about == About.SOURCE
    title = suggestion.text if is_fact else urlsplit(url).hostname or url
    add_last(Source(title=title, url=url), to=into.publication_sources)


def add_last(row: Result | Funding | Source, *, to: Any) -> None:
    """Add a row after the others; without a number each database has its own idea of where."""
    row.sort_order = 1 + max((one.sort_order or 0 for one in to.all()), default=-1)
    to.add(row)

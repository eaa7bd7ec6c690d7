"""What a list of the page of a town is made of, and what stands under a title."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from experiences.stages import Stage
from home.territory.content import Found, Row, Text
from search.kinds import Kind
from search.presentation.dated import when
from ui.typography import day, number

SHOWN = 5


@dataclass(frozen=True)
class Entry:
    """One content; `lang`: of the title, where it is not that of the page."""

    title: str
    url: str
    note: str = ""
    summary: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    entries: list[Entry]
    url: str = ""  # of all of them
    link: str = ""


def entry(row: Row, text: Text, found: Found, language: str) -> Entry:
    """One content that is about a territory: where, why there, how far, of when."""
    return Entry(
        title=text.title,
        url=text.url,
        note=" · ".join([*_place(row, found), *_facts(row, text)]),
        summary=text.summary,
        lang=lang(row.locale, language),
    )


def _place(row: Row, found: Found) -> list[str]:
    """Another territory than that of the page, and why it is of use here."""
    if row.features.pk == found.own.pk:
        return []
    why = found.reason(row)
    return [_("%(territory)s: %(why)s") % {"territory": row.name, "why": why} if why else row.name]


def _facts(row: Row, text: Text) -> list[str]:
    """How far a sheet is, the answers to a topic, the days of an event."""
    if row.kind == Kind.EVENT:
        return list(filter(None, [when(row.kind, text.data)]))
    facts = [str(stage.label) for stage in Stage if f"etape={stage.value}" in row.facets]
    if row.kind == Kind.DISCUSSION:
        answers = text.data.get("answers") or 0
        counted = ngettext("%(shown)s answer", "%(shown)s answers", answers)
        facts.append(counted % {"shown": number(answers)})
        facts += [_("Solved")] if text.data.get("solved") else []
    return [*facts, day(row.date)] if row.date else facts


def lang(locale: str, language: str) -> str:
    return "" if locale == language else locale

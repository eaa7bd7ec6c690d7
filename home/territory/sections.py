"""The lists of the page of a town: a few of each, why they are there, and where the others are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from experiences.stages import Stage
from home.territory import searches
from home.territory.content import AIDS, Found, Row, Text, texts
from search.kinds import Kind
from territories.models import Territory
from ui.typography import day, number

SHOWN = 5
# Sheets of what is not there yet.
UNDER_WAY = frozenset(
    f"etape={stage.value}" for stage in (Stage.IDEA, Stage.EXPERIMENT, Stage.ROLLOUT)
)


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


@dataclass(frozen=True)
class Lists:
    """The sections that have something, for the story and for what stands beside it."""

    story: list[Section]
    beside: list[Section]


@dataclass(frozen=True)
class Wanted:
    """What a section is to show, before its texts are read."""

    id: str
    title: str
    rows: list[Row]
    url: str
    total: int


def lists(territory: Territory, found: Found) -> Lists:
    """The sections of what was `found`; one query."""
    language = get_language() or "fr"
    story = [wanted for wanted in _story(territory, found) if wanted.rows]
    beside = [wanted for wanted in _beside(territory, found) if wanted.rows]
    keys = {row.document for wanted in (*story, *beside) for row in wanted.rows}
    read, aids = texts(keys, language, most=SHOWN)
    drawn = Lists(
        story=[_section(wanted, found, read, language) for wanted in story],
        beside=[_section(wanted, found, read, language) for wanted in beside],
    )
    entries = [Entry(one.title, one.url, lang=_lang(one.locale, language)) for one in aids]
    if entries:
        section = Section(
            "aides", _("Who can pay"), entries, searches.about(AIDS), _("All grants and funds")
        )
        drawn.beside.insert(0, section)
    return drawn


def _story(territory: Territory, found: Found) -> Iterable[Wanted]:
    """The sheets: done here, under way here, around, in territories like it."""
    sheets = [row for row in found.here if row.kind == Kind.EXPERIENCE]
    under_way = [row for row in sheets if row.facets & UNDER_WAY]
    done = [row for row in sheets if not row.facets & UNDER_WAY]
    url = searches.here(territory, Kind.EXPERIENCE)
    yield Wanted("ici", _("Done here"), done[:SHOWN], url, len(done))
    yield Wanted(
        "en-cours",
        _("Under way here"),
        under_way[:SHOWN],
        url,
        len(under_way),
    )
    around = [row for row in found.around if row.kind == Kind.EXPERIENCE]
    yield Wanted(
        "autour",
        _("Within 30 km"),
        around[:SHOWN],
        searches.around(territory, Kind.EXPERIENCE),
        len(around),
    )
    shown = {row.key for row in around[:SHOWN]}
    like = [row for row in found.like if row.kind == Kind.EXPERIENCE and row.key not in shown]
    yield Wanted(
        "ressemblance",
        _("In territories like this one"),
        _one_of_each(like)[:SHOWN],
        searches.like(territory, Kind.EXPERIENCE),
        len(like),
    )


def _beside(territory: Territory, found: Found) -> Iterable[Wanted]:
    """Discussions and shared documents: those of the territory, then of those like it."""
    titles = {Kind.DISCUSSION: _("Who talks about it"), Kind.DOCUMENT: _("Documents to use again")}
    for kind, title in titles.items():
        own = [row for row in found.here if row.kind == kind]
        like = [row for row in found.like if row.kind == kind]
        rows = [*own[:SHOWN], *_one_of_each(like)][:SHOWN]
        see_all = searches.here if len(own) > SHOWN else searches.like
        yield Wanted(f"{kind.value}s", title, rows, see_all(territory, kind), len(own) + len(like))


def _one_of_each(rows: list[Row]) -> list[Row]:
    """One document of each territory, then a second one of each …; else in their order."""
    times: Counter[int] = Counter()
    ranked = []
    for row in rows:
        ranked.append((times[row.features.pk], row))
        times[row.features.pk] += 1
    return [row for _, row in sorted(ranked, key=lambda pair: pair[0])]


def _section(wanted: Wanted, found: Found, read: dict[int, Text], language: str) -> Section:
    entries = [
        Entry(
            title=read[row.document].title,
            url=read[row.document].url,
            note=" · ".join([*_place(row, found), *_facts(row, read[row.document])]),
            summary=read[row.document].summary,
            lang=_lang(row.locale, language),
        )
        for row in wanted.rows
        if row.document in read  # not gone in between
    ]
    link = ""
    if wanted.total > len(entries):
        link = _("See all %(count)s") % {"count": number(wanted.total)}
    return Section(wanted.id, wanted.title, entries, wanted.url if link else "", link)


def _place(row: Row, found: Found) -> list[str]:
    """Another territory than that of the page, and why it is of use here."""
    if row.features.pk == found.own.pk:
        return []
    why = found.reason(row)
    return [_("%(territory)s: %(why)s") % {"territory": row.name, "why": why} if why else row.name]


def _facts(row: Row, text: Text) -> list[str]:
    """How far a sheet is, the answers to a topic, and the day."""
    facts = [str(stage.label) for stage in Stage if f"etape={stage.value}" in row.facets]
    if row.kind == Kind.DISCUSSION:
        answers = text.data.get("answers") or 0
        counted = ngettext("%(shown)s answer", "%(shown)s answers", answers)
        facts.append(counted % {"shown": number(answers)})
        facts += [_("Solved")] if text.data.get("solved") else []
    return [*facts, day(row.date)] if row.date else facts


def _lang(locale: str, language: str) -> str:
    return "" if locale == language else locale

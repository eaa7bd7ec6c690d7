"""The lists of the page of a town: a few of each, why they are there, and where the others are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from experiences.stages import Stage
from home.territory import dated, searches
from home.territory.content import Found, Row, Text, in_language, texts
from home.territory.entries import SHOWN, Section, entry
from search.kinds import Kind
from territories.models import Territory
from ui.typography import number

# Sheets of what is not there yet.
UNDER_WAY = frozenset(
    f"etape={stage.value}" for stage in (Stage.IDEA, Stage.EXPERIMENT, Stage.ROLLOUT)
)


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
    """The sections of what was `found`, and of what is there for every town; one query."""
    language = get_language() or "fr"
    story = [wanted for wanted in _story(territory, found) if wanted.rows]
    beside = [wanted for wanted in _beside(territory, found) if wanted.rows]
    meetings = dated.meetings(found)
    keys = {row.document for wanted in (*story, *beside) for row in wanted.rows}
    keys |= {row.document for row in meetings}
    read = texts(keys, dated.aids(territory, language), dated.events_anywhere(language))
    general = in_language((one for key, one in read.items() if key not in keys), language)
    for_all = (
        dated.aid_section(territory, general, language),
        dated.event_section(
            territory,
            [(row, read[row.document]) for row in meetings if row.document in read],
            general,
            found,
            language,
        ),
    )
    return Lists(
        story=[_section(wanted, found, read, language) for wanted in story],
        beside=[
            *(section for section in for_all if section.entries),
            *(_section(wanted, found, read, language) for wanted in beside),
        ],
    )


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
        entry(row, read[row.document], found, language)
        for row in wanted.rows
        if row.document in read  # not gone in between
    ]
    link = ""
    if wanted.total > len(entries):
        link = _("See all %(count)s") % {"count": number(wanted.total)}
    return Section(wanted.id, wanted.title, entries, wanted.url if link else "", link)

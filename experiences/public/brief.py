"""The first screen of a sheet: where, how big, how much, how far, what came of it, who says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from experiences.costs import CostBand
from experiences.models import ExperiencePage, Result
from experiences.public.sources import Citation
from experiences.stages import Stage
from territories.models import Territory
from ui.typography import NBSP, euros, inhabitants, number

# Characters of a result or a source in the first screen; the whole stands further down.
SHORT = 64


@dataclass(frozen=True)
class Fact:
    """What `components/facts.html` shows; `known` false: `value` says that it is not known."""

    icon: str
    label: str
    value: str
    known: bool = True
    note: str = ""
    evidence: str = ""
    evidence_label: str = ""
    link_url: str = ""
    link_label: str = ""
    lang: str = ""  # of value and note, where it is not that of the page


def not_disclosed() -> str:
    return _("Not disclosed")


def shortened(text: str) -> str:
    """`text` in SHORT characters at most, cut between words unless it is a single one."""
    if len(text) <= SHORT:
        return text
    start = text[: SHORT - 1]
    return f"{(start.rpartition(' ')[0] or start).rstrip(' ,;:')}…"


def brief(
    page: ExperiencePage,
    *,
    territories: Sequence[Territory],
    results: Sequence[Result],
    sources: Sequence[Citation],
    quoted: str = "",
) -> list[Fact]:
    """The six facts; `territories` are those that did it, `quoted` as in `Languages`."""
    return [
        where(page, territories, quoted),
        size(territories),
        cost(page),
        stage(page),
        result(results),
        source(sources, quoted),
    ]


def where(page: ExperiencePage, territories: Sequence[Territory], quoted: str) -> Fact:
    label = _("Where")
    if not territories:
        if page.territory_note:
            name, _end, more_words = page.territory_note.partition(". ")
            value = name.removesuffix(".")
            return Fact("map-pin", label, value, note=more_words, lang=quoted)
        return Fact("map-pin", label, not_disclosed(), known=False)
    first, more = territories[0], len(territories) - 1
    note = kind_and_place(first)
    if more:
        others = ngettext("and %(count)s other territory", "and %(count)s other territories", more)
        note = others % {"count": more}
    return Fact("map-pin", label, first.name, note=note)


def kind_and_place(territory: Territory) -> str:
    """What it is and where it lies: "Commune, Isère"."""
    kind = Territory.Kind(territory.kind).label
    departement = territory.departement
    if territory.kind in Territory.LOCAL and departement:
        return f"{kind}, {departement.name}"
    return str(kind)


def headcount(population: int) -> str:
    """A population that may break before its noun: on a phone a fact is narrow."""
    count, _space, noun = inhabitants(population).rpartition(NBSP)
    return f"{count} {noun}"


def size(territories: Sequence[Territory]) -> Fact:
    label = _("Size")
    known = [one.population for one in territories if one.population is not None]
    if not known:
        return Fact("users", label, inhabitants(None).capitalize(), known=False)
    if len(territories) > 1:
        smallest, largest = min(known), max(known)
        value = headcount(largest)
        if smallest != largest:
            value = _("%(smallest)s to %(largest)s inhabitants") % {
                "smallest": number(smallest),
                "largest": number(largest),
            }
        return Fact("users", label, value, note=_("by territory"))
    count = territories[0].communes_count
    note = ""
    if count and territories[0].kind != Territory.Kind.COMMUNE:
        note = ngettext("%(count)s commune", "%(count)s communes", count) % {"count": number(count)}
    return Fact("users", label, headcount(known[0]), note=note)


def cost(page: ExperiencePage) -> Fact:
    label = _("Cost")
    band = page.cost_band
    if band == CostBand.UNKNOWN:
        value = not_disclosed()
        words = _("What is known about it") if page.cost_note else _("Do you know it?")
        return Fact("hand-coins", label, value, known=False, link_url="#cout", link_label=words)
    return Fact("hand-coins", label, str(CostBand(band).label), note=amount_note(page))


def amount_note(page: ExperiencePage) -> str:
    """The amount that the band comes from."""
    if page.investment is not None:
        return _("%(amount)s invested") % {"amount": euros(page.investment)}
    if page.yearly_cost is not None:
        return _("%(amount)s a year") % {"amount": euros(page.yearly_cost)}
    return ""


def stage(page: ExperiencePage) -> Fact:
    icon = f"stage-{page.stage}" if page.stage != Stage.RUNNING else "sprout"
    note = years(page.start_year, page.end_year)
    return Fact(icon, _("Stage"), str(Stage(page.stage).label), note=note)


def years(start: int | None, end: int | None) -> str:
    """When it ran, as far as it is known."""
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return _("since %(year)s") % {"year": start}
    if end:
        return _("until %(year)s") % {"year": end}
    return _("start date not given")


def result(results: Sequence[Result]) -> Fact:
    label = _("Result")
    if not results:
        value = not_disclosed()
        return Fact("circle-check", label, value, known=False)
    first = results[0]
    short = shortened(first.text)
    more = len(results) > 1 or short != first.text
    words = ngettext("See the result", "See the %(count)s results", len(results))
    return Fact(
        "circle-check",
        label,
        short,
        evidence=first.evidence,
        evidence_label=first.get_evidence_display(),
        link_url="#resultats" if more else "",
        link_label=words % {"count": len(results)},
    )


def source(sources: Sequence[Citation], quoted: str) -> Fact:
    label = _("Source")
    if not sources:
        return Fact("book-open", label, not_disclosed(), known=False)
    first = sources[0]
    words = ngettext("See the source", "See the %(count)s sources", len(sources))
    return Fact(
        "book-open",
        label,
        shortened(first.publisher or first.title),
        link_url="#sources",
        link_label=words % {"count": len(sources)},
        lang=quoted,
    )

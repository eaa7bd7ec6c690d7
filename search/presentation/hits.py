"""Results as they are drawn: names instead of codes, looked up for the whole page at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from community.forum_conversation.models import Topic
from community.library.states import Kind as DocumentKind
from experiences.obligations.models import Obligation
from experiences.public.lines import KIND_LABELS
from search.kinds import DATED, Kind
from search.presentation import dated
from search.results import Hit
from taxonomy.labels import Label
from territories.models import Territory
from ui.typography import day, inhabitants, number

MOST_THEMES = 2
# The words of KIND_LABELS, and those of aids, events and of what the forum, the library and the
# obligations hold.
LABELS = {
    **KIND_LABELS,
    **dated.LABELS,
    **dict(Topic.Kind.choices),
    **dict(DocumentKind.choices),
    **dict(Obligation.Kind.choices),
}


@dataclass(frozen=True)
class HitView:
    """A result as it is drawn."""

    hit: Hit
    kind: str  # a key of LABELS: a theme and a pillar, a question and a discussion are apart
    kind_label: str
    title: str
    text: str
    meta: tuple[str, ...]  # place, population, themes, date
    size: str  # the size of the place, when it is one


@dataclass(frozen=True)
class Names:
    """Names by slug or code, looked up for the whole page at once."""

    themes: Mapping[str, Label]
    departements: Mapping[str, str]


def hit_views(hits: tuple[Hit, ...], names: Names) -> tuple[HitView, ...]:
    """`hits` as they are drawn."""
    return tuple(_view(hit, names) for hit in hits)


def _view(hit: Hit, names: Names) -> HitView:
    sizes: list[str] = hit.data.get("sizes") or []
    # Of an aid: the sizes that may ask for it, not that of a place.
    size = sizes[0] if len(sizes) == 1 and hit.kind != Kind.AID else ""
    kind = hit.data.get("subject") or hit.kind
    return HitView(
        hit=hit,
        kind=kind,
        kind_label=str(LABELS.get(hit.data.get("document_kind") or kind, kind)),
        # What an engine returns as HTML holds nothing but <mark>: the contract of Hit.
        title=SafeString(hit.title_html) if hit.title_html else hit.title,
        text=_text(hit),
        meta=tuple(_facts(hit, names)),
        size=size,
    )


def _text(hit: Hit) -> str:
    """What was found, where it is not the title alone; else the summary."""
    if not hit.attached:
        return SafeString(hit.highlight) if hit.highlight else hit.summary
    said = {"title": SafeString(hit.attached), "passage": SafeString(hit.highlight)}
    if not hit.highlight:
        return format_html(gettext("In the attached document “{title}”."), **said)
    return format_html(gettext("In the attached document “{title}”: {passage}"), **said)


def _facts(hit: Hit, names: Names) -> list[str]:
    """Where, on what, when; of a topic its category and what came of it.

    Of an aid or event: who, when, where, on what.
    """
    if hit.kind in DATED:
        place = _place(hit, names.departements) or dated.elsewhere(hit.kind, hit.data)
        said = [dated.who(hit.data), dated.when(hit.kind, hit.data), place]
        return [*filter(None, said), *_subjects(hit, names.themes)[:1]]
    most = 1 if hit.reason else MOST_THEMES  # a line says the reason already
    is_topic = hit.kind == Kind.DISCUSSION
    subjects = _said(hit) if is_topic else _subjects(hit, names.themes)[:most]
    facts = [*_where(hit, names.departements), *subjects]
    return [*facts, day(hit.date)] if hit.date else facts


def _said(hit: Hit) -> list[str]:
    """The category of a topic, and its answers."""
    answers = hit.data["answers"]
    counted = ngettext("%(shown)s answer", "%(shown)s answers", answers)
    facts = [hit.data["category"], counted % {"shown": number(answers)}]
    return [*facts, gettext("Solved")] if hit.data["solved"] else facts


def _where(hit: Hit, departements: Mapping[str, str]) -> list[str]:
    """The territory with its département and population; of several, the first and how many."""
    territories = hit.data.get("territories") or []
    place = _place(hit, departements)
    if len(territories) != 1:
        return [place] if place else []
    population = inhabitants(territories[0]["population"])
    return [place] if population in hit.reason else [place, population]


def _place(hit: Hit, departements: Mapping[str, str]) -> str:
    """The territory with its département; of several, the first and how many; empty for none."""
    territories = hit.data.get("territories") or []
    if not territories:
        return ""
    first, others = territories[0], len(territories) - 1
    name: str = first["name"]
    if others:
        and_others = ngettext(
            "%(name)s and %(count)s other", "%(name)s and %(count)s others", others
        )
        return and_others % {"name": name, "count": number(others)}
    within = [departements[code] for code in hit.data["departements"] if code in departements]
    if first["kind"] in Territory.LOCAL and len(within) == 1:
        name = f"{name}, {within[0]}"
    return name


def _subjects(hit: Hit, themes: Mapping[str, Label]) -> list[str]:
    """The most precise themes: a theme is not named beside its own sub-theme."""
    found = [themes[slug] for slug in (hit.data.get("themes") or ()) if slug in themes]
    above = {theme.parent for theme in found}
    return [theme.name for theme in found if theme.slug not in above]

"""Aids that a territory may ask for, and where it meets others: which, in which order."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from experiences.models import AidPage, AidTerritory
from home.territory import searches
from home.territory.content import Found, Row, Text, visible
from home.territory.entries import SHOWN, Entry, Section, entry, lang
from search.kinds import Kind
from search.presentation import dated as told
from territories.models import Territory


def aids(territory: Territory, language: str) -> Any:
    """The keys of the first documents of aids, in each language; no query yet."""
    today = timezone.localdate()
    pages = AidPage.objects.for_territory(territory).not_over_on(today)
    is_open = When(page__in=pages.open_on(today).values("pk"), then=Value(0))
    ordered = (
        visible(language, [Kind.AID])
        .filter(page__in=pages.values("pk"))
        .order_by(
            Case(is_open, default=Value(1)),
            F("changes_on").asc(nulls_last=True),
            Exists(AidTerritory.objects.filter(page=OuterRef("page"))).desc(),
            "pk",
        )
    )
    # Twice as many: each may be there in two languages.
    return ordered.values("pk")[: 2 * SHOWN]


def events_anywhere(language: str) -> Any:
    """The same of events to come that have no place: on line, or not told."""
    coming = visible(language, [Kind.EVENT]).filter(
        changes_on__gt=timezone.localdate(), places=None
    )
    return coming.order_by("date", "pk").values("pk")[: 2 * SHOWN]


def in_order(texts: Iterable[Text]) -> list[Text]:
    """Aids: what is open first, the next deadline first, then those of the area."""
    return sorted(
        texts,
        key=lambda text: (
            *told.rank(text.data),
            not text.data.get("territories"),
            text.document,
        ),
    )


def note(text: Text) -> str:
    """Of what is for every town: who pays or where it is, and when."""
    first = told.who(text.data) if text.kind == Kind.AID else told.elsewhere(text.kind, text.data)
    return " · ".join(filter(None, [first, told.when(text.kind, text.data)]))


def aid_section(territory: Territory, general: Iterable[Text], language: str) -> Section:
    """What the territory may ask for, of the texts that stand for every town."""
    found = in_order(one for one in general if one.kind == Kind.AID)
    entries = [
        Entry(one.title, one.url, note(one), lang=lang(one.locale, language)) for one in found
    ]
    return Section(
        "aides",
        _("Who can pay"),
        entries[:SHOWN],
        searches.aids(territory),
        _("All aids and calls for projects"),
    )


def meetings(found: Found) -> list[Row]:
    """The next events here and around; where none is to come, the last ones."""
    rows = [row for row in (*found.here, *found.around) if row.kind == Kind.EVENT]
    coming = [row for row in rows if row.is_to_come]
    rows = sorted(coming or rows, key=lambda row: row.date or date.min, reverse=not coming)
    return rows[:SHOWN]


def event_section(
    territory: Territory,
    near: Sequence[tuple[Row, Text]],
    general: Iterable[Text],
    found: Found,
    language: str,
) -> Section:
    """Events to come, `near` and those without a place; else those near that took place."""
    anywhere = [
        (one.date, Entry(one.title, one.url, note(one), lang=lang(one.locale, language)))
        for one in general
        if one.kind == Kind.EVENT
    ]
    if anywhere:
        near = [pair for pair in near if pair[0].is_to_come]
    entries = [(row.date, entry(row, text, found, language)) for row, text in near]
    if anywhere:
        entries = sorted([*entries, *anywhere], key=lambda pair: pair[0] or date.max)
    return Section(
        "rencontres",
        _("Where to meet others"),
        [each for _on, each in entries[:SHOWN]],
        searches.events(territory),
        _("The whole agenda"),
    )

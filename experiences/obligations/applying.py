"""Which obligations apply to a territory, which do not, which cannot be told, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from experiences.obligations.criteria import Truth, evaluate
from experiences.obligations.facts import NOTHING, Fact, Subject, Supplied, subject
from experiences.obligations.models import Obligation
from experiences.obligations.verdicts import Verdict
from experiences.obligations.wording import reasons
from territories.models import Territory
from ui.typography import day

__all__ = ["Standing", "Verdict", "standing"]

VERDICTS = {
    Truth.YES: Verdict.APPLIES,
    Truth.NO: Verdict.DOES_NOT,
    Truth.UNKNOWN: Verdict.CANNOT_TELL,
}


@dataclass(frozen=True)
class Standing:
    """Where a territory stands with one obligation."""

    obligation: Obligation  # in the reader's language where it is translated, else in French
    original: Obligation  # of the default locale: what is noted belongs to it
    verdict: Verdict
    reason: str  # in words, in the language of the request
    missing: tuple[Fact, ...] = ()  # what would tell; only where it cannot be told

    @property
    def applies(self) -> bool:
        return self.verdict == Verdict.APPLIES


def standing(
    territory: Territory, facts: Supplied = NOTHING, *, on: date | None = None
) -> list[Standing]:
    """Every published obligation, in the order of the editors; orientations are none. One query.

    `facts`: what somebody supplied beyond the reference data; `on`: the day, today by default.
    What is unknown is unknown: a population that is not known is not small.
    """
    return judged(published(), territory, facts, on=on)


def judged(
    rows: Iterable[tuple[Obligation, Obligation]],
    territory: Territory,
    facts: Supplied = NOTHING,
    *,
    on: date | None = None,
) -> list[Standing]:
    """As `standing`, for obligations (original, as read) that were asked for before. No query."""
    seen, today = subject(territory, facts), on or timezone.localdate()
    return [
        _judged(original, shown, seen, today) for original, shown in rows if original.is_obligation
    ]


def published(*, slug: str = "") -> list[tuple[Obligation, Obligation]]:
    """What is published of every kind, each in the default locale and as it is read. One query.

    As read: its published translation into the language of the request, else itself.
    """
    default = settings.LANGUAGE_CODE
    language = (get_language() or default).split("-")[0]
    rows = Obligation.objects.published().in_languages(default, language)
    found = list(rows.filter(slug=slug) if slug else rows)
    translations = {
        row.translation_key: row for row in found if row.locale.language_code == language
    }
    return [
        (row, translations.get(row.translation_key, row))
        for row in found
        if row.locale.language_code == default
    ]


def _judged(original: Obligation, shown: Obligation, seen: Subject, today: date) -> Standing:
    if not original.has_begun(today) and original.in_force_from:
        reason = _("Not in force yet: from %(day)s.") % {"day": day(original.in_force_from)}
        return Standing(shown, original, Verdict.DOES_NOT, reason)
    if original.has_ended(today) and original.in_force_to:
        reason = _("No longer in force: until %(day)s.") % {"day": day(original.in_force_to)}
        return Standing(shown, original, Verdict.DOES_NOT, reason)
    outcome = evaluate(original.rule, seen)
    return Standing(
        shown, original, VERDICTS[outcome.truth], reasons(outcome, seen), outcome.missing
    )

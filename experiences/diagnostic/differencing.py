"""Which figures of an area somebody is told: never two that differ by fewer than LEAST territories.

Whoever reads figures on two days, or of two areas, can subtract one from the other: what is left
would be the answers of those who came, went or changed in between. So what was told is kept, and
told again until it differs enough. Statistical offices call this differencing (see "Handbook on
Statistical Disclosure Control", https://sdctools.github.io/HandbookSDC/, tables).
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from experiences.diagnostic.aggregates import LEAST, Figures, as_json, counting, figures, from_json
from experiences.diagnostic.models import Edition, Round, Telling
from members.models import User
from members.organisations.models import Organisation


@dataclass(frozen=True)
class Told:
    figures: Figures
    on: datetime  # since when they are as they are


@transaction.atomic
def told(
    *, organisation: Organisation, member: User, edition: Edition, language: str
) -> Told | None:
    """Those of today where they are far enough from all that `member` was told, else the last.

    None where there are none yet. A telling is kept with the account; it names nobody.
    """
    User.objects.select_for_update().get(pk=member.pk)  # two looks at once are one after the other
    rounds = list(counting(organisation, member))
    now = frozenset(map(_state, rounds))
    before = list(Telling.objects.filter(member=member).select_related("edition"))
    last = next((one for one in before if one.organisation_id == organisation.pk), None)
    is_new = last is None or (last.edition_id, frozenset(last.counted)) != (edition.pk, now)
    if is_new and len(now) >= LEAST and all(_is_apart(now, one) for one in before):
        last = Telling.objects.create(
            member=member,
            organisation=organisation,
            edition=edition,
            counted=sorted(now),
            figures=as_json(figures(rounds, edition, settings.LANGUAGE_CODE)),
        )
    if last is None:
        return None
    return Told(from_json(last.figures, last.edition.questionnaire(language)), last.told_at)


def _state(round: Round) -> str:
    """A word that another answer of the same round changes."""
    changed = max(one.changed_at for one in round.respondents.all())
    return f"{round.pk}:{len(round.respondents.all())}:{changed.timestamp():.6f}"


def _is_apart(now: frozenset[str], before: Telling) -> bool:
    """Whether nobody, or at least LEAST, came since `before`, and nobody or as many went."""
    counted = frozenset(before.counted)
    return all(len(more) == 0 or len(more) >= LEAST for more in (now - counted, counted - now))

"""What a respondent says is kept section by section; the last who writes a section is right."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from experiences.diagnostic.answers import Answer
from experiences.diagnostic.models import Respondent, Round
from experiences.diagnostic.rounds import may_change


class ClosedError(Exception):
    """The round was closed, or its member has left: these answers do not change any more."""


@transaction.atomic
def save_answers(
    *, respondent: Respondent, answers: Mapping[str, Answer | None], now: datetime
) -> Respondent:
    """Keep `answers` (None: taken back), leave the other questions alone. ClosedError."""
    locked = _locked(respondent)
    kept = dict(locked.answers)
    for key, answer in answers.items():
        if answer is None:
            kept.pop(key, None)
        else:
            kept[key] = answer.as_json()
    locked.answers, locked.changed_at = kept, now
    locked.save(update_fields=["answers", "changed_at"])
    return locked


@transaction.atomic
def finish(
    *,
    respondent: Respondent,
    function: str,
    hours: int | None,
    shared: bool | None,
    now: datetime,
) -> Respondent:
    """End the answering, which may still change. `hours` and `shared` are the whole round's.

    `shared`: None leaves it as it is (visitors without an account are not asked). ClosedError.
    """
    locked = _locked(respondent)
    locked.function, locked.changed_at = function, now
    locked.finished_at = locked.finished_at or now
    locked.save(update_fields=["function", "changed_at", "finished_at"])
    Round.objects.filter(pk=locked.round_id).update(
        hours=hours, **({} if shared is None else {"shared": shared})
    )
    return locked


def _locked(respondent: Respondent) -> Respondent:
    """The row as it is now. The round is locked first: who closes it waits, or is waited for."""
    Round.objects.select_for_update().get(pk=respondent.round_id)
    rows = Respondent.objects.select_for_update(of=("self",))
    locked = rows.select_related("round__organisation", "member").get(pk=respondent.pk)
    if not may_change(locked):
        raise ClosedError
    return locked

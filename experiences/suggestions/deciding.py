"""What editors do with a suggestion: put it into a draft of the sheet, or decline it.

Nothing is published here. The rights, the locks and the workflow of the page hold as in its
editor.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from experiences.models import ExperiencePage
from experiences.suggestions.facts import put
from experiences.suggestions.mails import tell_decision
from experiences.suggestions.models import Suggestion
from members.models import User
from members.waiting_letters import tell_later


class LockedError(Exception):
    """The sheet may not be changed now: somebody locked it, or it waits in a workflow."""


@transaction.atomic
def accept(*, suggestion: Suggestion, by: User) -> bool:
    """Write a suggestion into a new draft of its sheet, on top of the changes that wait there.

    False when another has decided in the meantime. PermissionDenied for who may not edit the
    sheet, LockedError while nobody may, ValidationError where the draft would contradict itself.
    """
    sheet = editable(suggestion.page_id, by)
    waits = _to_decide(suggestion)
    if waits is None:
        return False
    draft: ExperiencePage = sheet.get_latest_revision_as_object()
    # What a person has to write comes with the revision after the last one.
    waits.accepted_in = (sheet.latest_revision_id or 0) + 1
    if put(waits, into=draft):
        draft.clean()
        waits.accepted_in = draft.save_revision(user=by, log_action=True, clean=False).pk
    _decide(waits, by, Suggestion.Status.ACCEPTED)
    return True


@transaction.atomic
def decline(*, suggestion: Suggestion, by: User, reason: str) -> bool:
    """Tell the author why it is not kept; False when another has decided in the meantime.

    PermissionDenied for who may not edit the sheet, ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("What is declined has a reason.")
    if not may_decide(suggestion.page, by):
        raise PermissionDenied
    waits = _to_decide(suggestion)
    if waits is None:
        return False
    waits.reason = reason.strip()
    _decide(waits, by, Suggestion.Status.DECLINED)
    return True


def may_decide(sheet: Page, user: User) -> bool:
    """Whether somebody may edit the sheet, locked or not."""
    return bool(sheet.permissions_for_user(user).can_edit())


def editable(pk: int, by: User) -> ExperiencePage:
    """The sheet, held against whoever else would write a draft at the same time."""
    Page.objects.select_for_update().get(pk=pk)
    sheet = ExperiencePage.objects.get(pk=pk)
    if not may_decide(sheet, by):
        raise PermissionDenied
    if sheet.permissions_for_user(by).page_locked():
        raise LockedError
    return sheet


def _to_decide(suggestion: Suggestion) -> Suggestion | None:
    """The row, locked; None when another has decided in the meantime."""
    rows = Suggestion.objects.open().select_for_update(of=("self",))
    return rows.select_related("member", "page").filter(pk=suggestion.pk).first()


def _decide(suggestion: Suggestion, by: User, status: Suggestion.Status) -> None:
    suggestion.status, suggestion.decided_by = status, by
    suggestion.decided_at = timezone.now()
    suggestion.save()
    tell_later(tell_decision, suggestion=suggestion)

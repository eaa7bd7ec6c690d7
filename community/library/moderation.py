"""What moderators decide about shared documents: in the log of the forum, with the reason."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from community.library.mails import tell_refused, tell_version_withdrawn, tell_withdrawn
from community.library.models import SharedDocument, Version
from community.library.rights import is_author, may_change, moderates
from community.library.sharing import show
from community.library.states import State
from community.models import Decision, Report
from media.fields import drop
from members.models import User
from members.waiting_letters import tell_later

Action = Decision.Action


@transaction.atomic
def approve(*, by: User, document: SharedDocument) -> None:
    """Show a held document to all. PermissionDenied for who may not; nothing for others."""
    if held := _held(by, document):
        show(held)
        _decide(by, Action.DOCUMENT_PUBLISHED, held)


@transaction.atomic
def refuse(*, by: User, document: SharedDocument, reason: str) -> None:
    """Leave a held document to its author alone, who is told why and may change it.

    ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("A refusal has a reason.")
    if held := _held(by, document):
        held.state, held.reason = State.REFUSED, reason.strip()
        held.save()
        _decide(by, Action.DOCUMENT_REFUSED, held, reason)
        if held.author:
            tell_later(tell_refused, document=held, reason=held.reason)


@transaction.atomic
def withdraw(*, by: User, document: SharedDocument, reason: str) -> bool:
    """Take a document away for good, with its files; whether a page still says that and why.

    What was never published is deleted. The author is told when somebody else did it.
    PermissionDenied for who may not; ValueError for a published one without a reason.
    """
    gone = SharedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not may_change(by, gone):
        raise PermissionDenied
    if gone.published_at is None and is_author(by, gone):
        gone.delete()
        return False
    if not reason.strip():
        raise ValueError("A withdrawal has a reason.")
    gone.versions.all().delete()
    gone.state, gone.reason, gone.held_for = State.WITHDRAWN, reason.strip(), []
    gone.url = ""
    gone.save()
    gone.reports.settle()
    if not is_author(by, gone):
        _decide(by, Action.DOCUMENT_WITHDRAWN, gone, reason)
        if gone.author:
            tell_later(tell_withdrawn, document=gone, reason=gone.reason)
    return True


@transaction.atomic
def withdraw_version(*, by: User, version: Version, reason: str) -> None:
    """Take one version away for good, with its file and text; its date and the reason stay.

    Others then find the newest that is left. The author is told when somebody else did it.
    PermissionDenied for who may not; ValueError without a reason, for one that is not shown, and
    for the only one: its document is withdrawn instead.
    """
    rows = SharedDocument.objects.select_for_update(of=("self",)).select_related("author")
    document = rows.get(pk=version.document_id)
    if not may_change(by, document):
        raise PermissionDenied
    shown = {one.pk: one for one in document.versions.shown()}
    if version.pk not in shown or len(shown) < 2:
        raise ValueError("Another version has to be left.")
    if not reason.strip():
        raise ValueError("A withdrawal has a reason.")
    gone = shown[version.pk]
    drop(gone.file)
    gone.file, gone.text, gone.headings, gone.changes = "", "", [], ""
    gone.withdrawn_at, gone.reason = timezone.now(), reason.strip()
    gone.save()
    if not is_author(by, document):
        _decide(by, Action.VERSION_WITHDRAWN, document, reason)
        if document.author:
            tell_later(tell_version_withdrawn, version=gone, document=document)


@transaction.atomic
def report(*, by: User, document: SharedDocument, reason: str) -> None:
    """Tell the moderators what is wrong with it; once a member until they have decided."""
    Report.objects.tell(by=by, reason=reason, document=document)


@transaction.atomic
def set_reports_aside(*, by: User, document: SharedDocument, reason: str) -> None:
    """Keep a document that was reported, and say why."""
    if not moderates(by):
        raise PermissionDenied
    if document.reports.settle():
        _decide(by, Action.KEPT, document, reason)


def _held(by: User, document: SharedDocument) -> SharedDocument | None:
    """The document, locked, as it stands now; None when it is not held any more."""
    if not moderates(by):
        raise PermissionDenied
    rows = SharedDocument.objects.select_for_update(of=("self",)).waiting()
    return rows.filter(pk=document.pk).first()


def _decide(by: User, action: Decision.Action, document: SharedDocument, reason: str = "") -> None:
    Decision.objects.create(action=action, moderator=by, document=document, reason=reason)

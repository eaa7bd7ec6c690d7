"""Sharing a document, changing it, publishing it once its author has looked through it."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from community.library.holding import leads_astray, reasons_to_hold
from community.library.models import SharedDocument, Version
from community.library.rights import is_author, may_change, moderates
from community.library.states import Reason, State
from media.models import LEGIBLE
from media.reading import Extract, extract
from members.models import User
from taxonomy.models import Pillar, Theme


@transaction.atomic
def begin(
    *,
    author: User,
    document: SharedDocument,
    themes: Iterable[Theme],
    pillars: Iterable[Pillar] = (),
    file: File | None = None,
) -> SharedDocument:
    """Keep a new document as a draft, which its author alone sees until `confirm`.

    `file`: of an accepted kind (UploadRefused otherwise: nothing is written); None for a link.
    """
    document.author, document.state = author, State.DRAFT
    document.save()
    document.themes.set(themes)
    document.pillars.set(pillars)
    if file is not None:
        Version.objects.create(document=document, file=file)
    return document


@transaction.atomic
def change(
    *,
    by: User,
    document: SharedDocument,
    themes: Iterable[Theme],
    pillars: Iterable[Pillar] = (),
    file: File | None = None,
    changes: str = "",
) -> None:
    """Write what was changed; a new file waits beside the one that is shown, until `confirm`.

    Without a new file, what was published or judged is judged again. PermissionDenied for who may
    not; UploadRefused as above.
    """
    stored = SharedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not may_change(by, stored):
        raise PermissionDenied
    # What a moderator decided meanwhile stays decided.
    document.state, document.held_for, document.reason = (
        stored.state,
        stored.held_for,
        stored.reason,
    )
    document.save()
    document.themes.set(themes)
    document.pillars.set(pillars)
    if file is not None:
        for waiting in document.versions.filter(shown_at=None):
            waiting.delete()
        Version.objects.create(document=document, file=file, changes=changes)
    elif document.state != State.DRAFT:
        _judge(document, by)


def read(version: Version) -> None:
    """Keep what the file says; see `media.reading.extract`, which takes some seconds at most.

    Outside any transaction.
    """
    found = Extract("", "")
    if version.extension in LEGIBLE:
        with version.file.open("rb") as file:
            found = extract(version.extension, file.read())
    version.text, version.problem, version.is_read = found.text, found.problem, True
    version.headings = list(found.headings)
    version.save(update_fields=["text", "headings", "problem", "is_read"])


@transaction.atomic
def confirm(*, by: User, document: SharedDocument) -> bool:
    """Publish it, as whoever shares it has looked through it; whether all see it from now on.

    It is held where `community.library.holding` finds a reason. PermissionDenied for others than
    the author and those who may change a published one, and while its text was not read.
    """
    stored = SharedDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    waiting = stored.waiting_version
    if not may_change(by, stored) or (waiting and not waiting.is_read):
        raise PermissionDenied
    _judge(stored, by)
    return stored.is_published


def show(document: SharedDocument) -> None:
    """Let all see it, with the version that waited; in the caller's transaction."""
    now = timezone.now()
    for waiting in document.versions.filter(shown_at=None):
        waiting.shown_at = now
        waiting.save(update_fields=["shown_at"])
    document.state, document.held_for, document.reason = State.PUBLISHED, [], ""
    document.published_at = document.published_at or now
    document.save()


def _judge(document: SharedDocument, by: User) -> None:
    version = document.waiting_version
    reasons: list[str] = []
    if document.is_published and version is None and not is_author(by, document):
        # Words that a moderator or a referent put right: only where they lead may be wrong.
        if not moderates(by) and leads_astray(document):
            reasons = [Reason.BLOCKED.value]
    elif not moderates(by):
        reasons = reasons_to_hold(document=document, author=by, version=version)
    if reasons:
        document.state, document.held_for, document.reason = State.HELD, reasons, ""
        document.save()
    else:
        show(document)

"""What the author of a shared document is told when somebody else has decided about it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.library.models import SharedDocument, Version
from members.letters import letter
from members.waiting_letters import send
from ui.typography import day


def tell_refused(*, document: SharedDocument, reason: str) -> None:
    """That it waits for a change, and why."""
    if document.author is None:
        return
    with override(settings.LANGUAGE_CODE):
        message = letter(
            document.author.email,
            subject=_("Your document is not published"),
            says=_(
                "A moderator has read your document “{title}” and does not publish it.\n\n"
                "Reason: {reason}"
            ).format(title=document.title, reason=reason),
            verb=_("Change my document"),
            url=reverse("library:change", args=[document.pk]),
            ending=_(
                "What you change is read again. If you disagree, write to us: another moderator "
                "reads it."
            ),
        )
    send(message)


def tell_withdrawn(*, document: SharedDocument, reason: str) -> None:
    """That it is gone with its files, and why."""
    if document.author is None:
        return
    with override(settings.LANGUAGE_CODE):
        message = letter(
            document.author.email,
            subject=_("Your document was withdrawn"),
            says=_(
                "Your document “{title}” was withdrawn from the library, with its files.\n\n"
                "Reason: {reason}"
            ).format(title=document.title, reason=reason),
            verb=_("Open the library"),
            url=reverse("library:index"),
            ending=_("If you disagree, write to us: another moderator reads it."),
        )
    send(message)


def tell_version_withdrawn(*, version: Version, document: SharedDocument) -> None:
    """That one version is gone with its file, and why."""
    if document.author is None:
        return
    with override(settings.LANGUAGE_CODE):
        message = letter(
            document.author.email,
            subject=_("A version of your document was withdrawn"),
            says=_(
                "The version of {day} of your document “{title}” was withdrawn, with its file. The "
                "others stay.\n\nReason: {reason}"
            ).format(
                day=day(version.shown_at) if version.shown_at else "",
                title=document.title,
                reason=version.reason,
            ),
            verb=_("Open the document"),
            url=document.get_absolute_url(),
            ending=_("If you disagree, write to us: another moderator reads it."),
        )
    send(message)

"""What the author of a message is told when a moderator has decided."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.letters import letter
from members.models import User
from members.waiting_letters import send


def tell_refused(*, author: User, subject: str, reason: str, post: int) -> None:
    """That a message waits for another wording, and why."""
    with override(settings.LANGUAGE_CODE):
        message = letter(
            author.email,
            subject=_("Your message is not published"),
            says=_(
                "A moderator has read your message “{subject}” and does not publish it.\n\n"
                "Reason: {reason}"
            ).format(subject=subject, reason=reason),
            verb=_("Change my message"),
            url=reverse("community:change", args=[post]),
            ending=_(
                "What you change is read again. If you disagree, ask once for another look under "
                "your message: another moderator decides."
            ),
        )
    send(message)


def tell_deleted(*, author: User, subject: str, reason: str, decision: int) -> None:
    """That a message is gone, and why."""
    with override(settings.LANGUAGE_CODE):
        message = letter(
            author.email,
            subject=_("Your message was deleted"),
            says=_(
                "A moderator has deleted your message in “{subject}”.\n\nReason: {reason}"
            ).format(subject=subject, reason=reason),
            verb=_("Ask for another look"),
            url=reverse("community:appeal", args=[decision]),
            ending=_("If you disagree, say why, once: another moderator decides."),
        )
    send(message)


def tell_profile_cleared(*, member: User, reason: str) -> None:
    """That a name and a profile are gone, and why; both may be chosen anew."""
    with override(settings.LANGUAGE_CODE):
        message = letter(
            member.email,
            subject=_("Your name and profile were cleared"),
            says=_(
                "A moderator has looked at the name and the profile that others read of you, and "
                "has taken them away.\n\nReason: {reason}"
            ).format(reason=reason),
            verb=_("Choose another name"),
            url=reverse("account_name"),
            ending=_("If you disagree, write to us: another moderator reads it."),
        )
    send(message)


def tell_appeal_decided(*, author: User, granted: bool, reason: str) -> None:
    """What another moderator made of an appeal, and why."""
    with override(settings.LANGUAGE_CODE):
        if granted:
            says = _("Another moderator has looked at your message and agrees with you.")
        else:
            says = _("Another moderator has looked at your message; the first decision stays.")
        message = letter(
            author.email,
            subject=_("The answer to your appeal"),
            says=_("{answer}\n\nReason: {reason}").format(answer=says, reason=reason),
            verb=_("Open the community"),
            url=reverse("community:index"),
            ending=_("What was refused is published now; what was deleted may be written again.")
            if granted
            else _("You may turn to the publisher of this site, or to a court."),
        )
    send(message)

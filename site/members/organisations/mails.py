"""What people are told about belonging: a request, a decision, an end."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.letters import letter
from members.organisations.models import Membership
from members.waiting_letters import send


def tell_request(*, membership: Membership, to: list[str]) -> None:
    """Tell who decides, each apart, that somebody waits for it."""
    with override(settings.LANGUAGE_CODE):
        place = str(membership.organisation)
        for address in to:
            message = letter(
                address,
                subject=_("Somebody says that they belong to {place}").format(place=place),
                says=_("{name} says that they belong to {place}. Do you know them?").format(
                    name=membership.member.display_name, place=place
                ),
                verb=_("Decide"),
                url=reverse("organisation_decide", args=[membership.pk]),
                ending=_("You receive this message as a referent of it or as a moderator."),
            )
            send(message, about=membership.member)


def tell_decision(*, membership: Membership, confirmed: bool, reason: str) -> None:
    """That they belong to it from now on, or that it was refused; with the reason."""
    with override(settings.LANGUAGE_CODE):
        place = str(membership.organisation)
        if confirmed:
            title = _("You belong to {place}").format(place=place)
            says = _("Your belonging to {place} is confirmed.").format(place=place)
        else:
            title = _("Your belonging to {place} is not confirmed").format(place=place)
            says = _("You said that you belong to {place}. This was refused.").format(place=place)
        if reason:
            says += "\n\n" + _("Reason: {reason}").format(reason=reason)
        _tell_member(membership, title, says)


def tell_ended(*, membership: Membership) -> None:
    """That somebody else has ended it."""
    with override(settings.LANGUAGE_CODE):
        place = str(membership.organisation)
        _tell_member(
            membership,
            _("Your belonging to {place} has ended").format(place=place),
            _("A referent or a moderator has ended it. What you wrote stays."),
        )


def _tell_member(membership: Membership, title: str, says: str) -> None:
    message = letter(
        membership.member.email,
        subject=title,
        says=says,
        verb=_("See my organisations"),
        url=reverse("organisations"),
        ending=_("If that is an error, write to the publisher of this site."),
    )
    send(message)

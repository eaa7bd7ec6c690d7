"""What somebody is told when it is decided whether they belong to an organisation."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.organisations.models import Membership


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
        shown = {
            "language": settings.LANGUAGE_CODE,
            "subject": title,
            "says": says,
            "verb": _("See my organisations"),
            "url": urljoin(settings.WAGTAILADMIN_BASE_URL, reverse("organisations")),
            "ending": _("If that is an error, write to the publisher of this site."),
        }
        message = EmailMultiAlternatives(
            subject=title,
            body=render_to_string("mail/letter.txt", shown),
            to=[membership.member.email],
        )
        message.attach_alternative(render_to_string("mail/letter.html", shown), "text/html")
        message.send()

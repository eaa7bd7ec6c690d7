"""What members of an organisation are told by e-mail about its obligations."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from experiences.obligations.models import Notice, Record
from members.letters import letter
from members.organisations.models import Organisation
from ui.typography import day


def ending(organisation: Organisation) -> str:
    return _(
        "You receive this message as a confirmed member of {organisation}. This is no legal "
        "advice: the official text alone counts."
    ).format(organisation=organisation)


def notice_letter(
    *, to: str, organisation: Organisation, notices: Iterable[Notice]
) -> EmailMultiAlternatives:
    """That something has begun or ceased to apply, each with its reason."""
    with override(settings.LANGUAGE_CODE):
        told = list(notices)
        lines = [f"• {one.obligation.name} — {one.get_now_display()}. {one.reason}" for one in told]
        says = _("What the law asks of {organisation} has changed:").format(
            organisation=organisation
        )
        return letter(
            to,
            subject=ngettext(
                "An obligation has changed for {organisation}",
                "Obligations have changed for {organisation}",
                len(told),
            ).format(organisation=organisation),
            says="\n\n".join([says, *lines]),
            verb=_("See our obligations"),
            url=reverse("obligations:organisation", args=[organisation.pk]),
            ending=ending(organisation),
        )


def reminder_letter(*, to: str, record: Record) -> EmailMultiAlternatives:
    """That a date that somebody planned comes near."""
    with override(settings.LANGUAGE_CODE):
        said = {
            "obligation": record.obligation.name,
            "organisation": record.organisation,
            "day": day(record.on) if record.on else "",
        }
        return letter(
            to,
            subject=_("Due on {day}: {obligation}").format(**said),
            says=_(
                "{organisation} planned to be done with “{obligation}” by {day}. Note it there "
                "once it is done, or put another date."
            ).format(**said),
            verb=_("Open our note"),
            url=reverse(
                "obligations:record", args=[record.organisation_id, record.obligation.slug]
            ),
            ending=ending(record.organisation),
        )

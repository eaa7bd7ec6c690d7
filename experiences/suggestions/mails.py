"""What the author of a suggestion is told once an editor has decided."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from experiences.suggestions.models import Suggestion
from members.letters import letter
from members.waiting_letters import send


def tell_decision(*, suggestion: Suggestion) -> None:
    """That it goes into the next version of the sheet, or why it does not."""
    if suggestion.member is None:
        return
    with override(settings.LANGUAGE_CODE):
        sheet, about = suggestion.page.title, suggestion.get_about_display()
        if suggestion.status == Suggestion.Status.ACCEPTED:
            subject = _("Your suggestion is accepted: {sheet}").format(sheet=sheet)
            says = _(
                "Thank you. What you suggested about “{sheet}” ({about}) goes into the next "
                "version of the sheet: an editor reads it once more before it is published."
            ).format(sheet=sheet, about=about)
        else:
            subject = _("Your suggestion is not kept: {sheet}").format(sheet=sheet)
            says = _(
                "An editor has read what you suggested about “{sheet}” ({about}) and does not "
                "keep it.\n\nReason: {reason}"
            ).format(sheet=sheet, about=about, reason=suggestion.reason)
        message = letter(
            suggestion.member.email,
            subject=subject,
            says=says,
            verb=_("See my suggestions"),
            url=reverse("suggestions:mine"),
            ending=_("You receive this message because you suggested something about a sheet."),
        )
        send(message)

"""What the author of a message is asked by e-mail."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from home.answers.models import Request
from members.letters import letter
from members.waiting_letters import send


def tell_request(*, request: Request) -> None:
    """That editors would like to make a page of the message; nothing happens without a yes."""
    with override(settings.LANGUAGE_CODE):
        if request.is_resource:
            subject = _("May your message become a resource?")
            says = _(
                "The editors would like to make a resource of your message in “{topic}”, so that "
                "more towns find it."
            )
        else:
            subject = _("May your message become a sheet?")
            says = _(
                "The editors would like to make an experience sheet of your message in “{topic}”, "
                "so that more towns find it."
            )
        message = letter(
            request.member.email,
            subject=subject,
            says=says.format(topic=request.post.topic.subject),
            verb=_("Answer yes or no"),
            url=reverse("answers:decide", args=[request.pk]),
            ending=_("If you do not answer, nothing is done with it, and you are not asked again."),
        )
        send(message)

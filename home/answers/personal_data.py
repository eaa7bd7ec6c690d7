"""What members were asked about their messages: told, and gone with the account."""

from django.urls import reverse
from django.utils.translation import gettext as _

from home.answers.models import Request
from members.models import User
from members.personal_data import Section


def known(member: User) -> list[Section]:
    """Each message that they were asked about, and what they answered."""
    return [
        Section(
            _("My messages for the editors"),
            [
                {
                    _("Address"): reverse("community:post", args=[one.post_id]),
                    _("Asked on"): one.asked_at,
                    _("Status"): one.get_status_display(),
                    _("Answered on"): one.answered_at,
                }
                for one in Request.objects.filter(member=member)
            ],
        )
    ]


def forget(member: User, *, remove: bool) -> None:
    """Nothing is left of them; a page that was made stays, without the name."""
    Request.objects.filter(member=member).delete()

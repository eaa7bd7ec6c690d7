"""The alerts of a member's address, which need no account and end with it."""

from django.utils.translation import gettext as _

from members.models import User
from members.personal_data import Section
from search.alerts.leaving import forget as forget_address
from search.alerts.models import Alert


def known(member: User) -> list[Section]:
    """The searches that the member's address watches."""
    alerts = Alert.objects.filter(watcher__email=member.email).select_related("search")
    return [
        Section(
            _("My alerts"),
            [
                {
                    _("Search"): alert.search.title,
                    _("Rhythm"): alert.get_rhythm_display(),
                    _("Date"): alert.asked_at,
                }
                for alert in alerts
            ],
        )
    ]


def forget(member: User, *, remove: bool) -> None:
    """End every alert of the member's address."""
    forget_address(member.email)

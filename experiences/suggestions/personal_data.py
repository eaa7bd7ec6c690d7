"""What members suggested about sheets: told, and without a name once the account is deleted."""

from django.utils.translation import gettext as _

from experiences.suggestions.models import Suggestion
from members.models import User
from members.personal_data import Section


def known(member: User) -> list[Section]:
    """Suggestions with their answer."""
    rows = Suggestion.objects.filter(member=member).select_related("page")
    return [
        Section(
            _("My suggestions about sheets"),
            [
                {
                    _("Sheet"): one.page.title,
                    _("About"): one.get_about_display(),
                    _("Text"): one.text,
                    _("Amount"): one.amount,
                    _("Year"): one.year,
                    _("Source"): one.source_url,
                    _("Organisation"): one.place,
                    _("Named on the sheet"): _("Yes") if one.named else _("No"),
                    _("Date"): one.sent_at,
                    _("Status"): one.get_status_display(),
                    _("Reason"): one.reason,
                }
                for one in rows
            ],
        )
    ]


def forget(member: User, *, remove: bool) -> None:
    """What a sheet says stays, who said it does not; nobody needs what was declined.

    `remove`: neither does what waits stay. Of what was accepted, the fact is the sheet's.
    """
    rows = Suggestion.objects.filter(member=member)
    if not remove:
        rows.open().update(member=None, place="", named=False)
    rows.delete()

"""What is kept about a member here: belongings and profile, gone with the account."""

from django.utils.translation import gettext as _

from members.models import User
from members.organisations.models import Membership, Profile
from members.personal_data import Section


def known(member: User) -> list[Section]:
    """Organisations with their history, and what the member tells of themselves."""
    memberships = Membership.objects.filter(member=member).with_places()
    profiles = Profile.objects.filter(member=member).prefetch_related("themes")
    return [
        Section(
            _("My organisations"),
            [
                {
                    _("Organisation"): str(one.organisation),
                    _("Role"): one.get_role_display(),
                    _("Function"): one.function,
                    _("Status"): one.get_status_display(),
                    _("Asked on"): one.asked_at,
                    _("Decided on"): one.decided_at,
                    _("Reason"): one.reason,
                    _("Ended on"): one.ended_at,
                }
                for one in memberships
            ],
        ),
        Section(
            _("My profile"),
            [
                {
                    _("What I know well"): one.skills,
                    _("Themes"): ", ".join(theme.name for theme in one.themes.all()),
                    _("Questions a year at most"): one.yearly_questions,
                    _("In the directory"): _("Yes") if one.listed else _("No"),
                }
                for one in profiles
            ],
        ),
    ]


def forget(member: User, *, remove: bool) -> None:
    """Nothing is left of them: what others were told is theirs, without a name."""
    Membership.objects.filter(member=member).delete()
    Profile.objects.filter(member=member).delete()

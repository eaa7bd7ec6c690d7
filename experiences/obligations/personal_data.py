"""What members noted for their organisation: told, and without a name once the account is deleted.

The notes themselves are the organisation's, which answers for them; who wrote them is not kept.
"""

from typing import Any

from django.utils.translation import gettext as _

from experiences.obligations.models import Calendar, Change, Facts, Notice, Proof, Record, Reminder
from members.models import User
from members.personal_data import Section


def known(member: User) -> list[Section]:
    """What they noted and when, the files that they added, and of what they were reminded."""
    changes = Change.objects.filter(by=member).select_related(
        "obligation", "organisation__territory__departement"
    )
    proofs = Proof.objects.filter(added_by=member).select_related("record__obligation")
    reminders = Reminder.objects.filter(member=member).select_related("record__obligation")
    facts = Facts.objects.filter(updated_by=member).select_related(
        "organisation__territory__departement"
    )
    return [
        Section(
            _("What I noted about obligations"),
            [
                {
                    _("Obligation"): one.obligation.name,
                    _("Organisation"): str(one.organisation),
                    _("Status"): one.get_status_display() or _("Deleted"),
                    _("Due or done on"): one.on,
                    _("Note"): one.note,
                    _("Proof"): one.proof,
                    _("Date"): one.at,
                }
                for one in changes
            ],
        ),
        Section(
            _("Proofs that I added"),
            [
                {
                    _("Obligation"): one.record.obligation.name,
                    _("File"): str(one),
                    _("Date"): one.added_at,
                }
                for one in proofs
            ],
        ),
        Section(
            _("Facts that I noted for an organisation"),
            [
                {
                    _("Organisation"): str(one.organisation),
                    _("Agents"): one.staff,
                    _("Floor area"): one.surface,
                    _("Date"): one.updated_at,
                }
                for one in facts
            ],
        ),
        Section(
            _("Reminders about obligations"),
            [
                {
                    _("Obligation"): one.record.obligation.name,
                    _("Due on"): one.due_on,
                    _("Date"): one.sent_at,
                }
                for one in reminders
            ],
        ),
    ]


def forget(member: User, *, remove: bool) -> None:
    """Names go; notes stay with the organisation, without their words where all is to go."""
    if remove:
        Change.objects.filter(by=member).update(note="")
        Record.objects.filter(changed_by=member).update(note="")
    named: tuple[tuple[Any, str], ...] = (
        (Change, "by"),
        (Record, "changed_by"),
        (Proof, "added_by"),
        (Facts, "updated_by"),
        (Calendar, "made_by"),
        (Notice, "read_by"),
    )
    for model, name in named:
        model._default_manager.filter(**{name: member}).update(**{name: None})
    Reminder.objects.filter(member=member).delete()

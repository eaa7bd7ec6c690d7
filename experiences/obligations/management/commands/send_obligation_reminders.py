"""`manage.py send_obligation_reminders`: tells members what becomes due."""

from typing import Any

from experiences.obligations.reminding import Report, send_reminders
from members.mail_run import MailRun


class Command(MailRun):
    help = (
        "Remind the members of organisations of what they planned: six weeks and one week before. "
        "To be run once a day; nothing is told twice."
    )
    counted = "Reminders: {done}/{total}"
    still_due = "what is due is told by the next run."
    send = staticmethod(send_reminders)

    def summary(self, report: Any) -> str:
        assert isinstance(report, Report)  # noqa: S101  (for the type checker)
        return f"{report.sent} reminders"

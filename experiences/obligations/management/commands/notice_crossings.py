"""`manage.py notice_crossings`: tells members that a rule begins or ceases to apply to them."""

from typing import Any

from experiences.obligations.crossing import Report, notice_crossings
from members.mail_run import MailRun


class Command(MailRun):
    help = (
        "Compare what applies to each followed organisation with the last time, and tell its "
        "members what changed. To be run once a day, and after load_territories."
    )
    counted = "Organisations: {done}/{total}"
    still_due = "nothing was compared; the next run does."
    send = staticmethod(notice_crossings)

    def summary(self, report: Any) -> str:
        assert isinstance(report, Report)  # noqa: S101  (for the type checker)
        return f"{report.looked_at} organisations, {report.notices} notices, {report.sent} letters"

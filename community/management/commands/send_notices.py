"""`manage.py send_notices`: tells members what is new in the topics that they follow."""

from community.telling import Report, send_notices
from members.mail_run import MailRun


class Command(MailRun):
    help = (
        "Tell members what is new in the topics and categories that they follow: one message a "
        "member, none from 20:00 to 7:00. To be run every five minutes. Ctrl-C ends it after the "
        "current member; the next run goes on."
    )
    counted = "Notices: {done}/{total} members"
    still_due = "what was to be told waits for the next run."
    after_doubt = "."
    send = staticmethod(send_notices)

    def summary(self, report: Report) -> str:
        return f"{report.sent} messages sent"

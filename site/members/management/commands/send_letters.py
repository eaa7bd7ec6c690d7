"""`manage.py send_letters`: sends the letters that the mail server did not take at once."""

from members.mail_run import MailRun
from members.waiting_letters import KEPT, Report, send_letters


class Command(MailRun):
    help = (
        "Send the letters (decisions, requests) that could not leave when they were written; "
        f"those of {KEPT.days} days ago are dropped. To be run every five minutes. Ctrl-C ends it "
        "after the current letter; the next run goes on."
    )
    counted = "Letters: {done}/{total}"
    still_due = "the letters wait for the next run."
    after_doubt = "."
    send = staticmethod(send_letters)

    def summary(self, report: Report) -> str:
        return f"{report.sent} letters sent"

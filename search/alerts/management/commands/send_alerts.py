"""`manage.py send_alerts`: tells people what is new in the searches they watch."""

import argparse
from typing import Any

from members.mail_run import MailRun
from search.alerts.sending import Report, send_alerts


class Command(MailRun):
    help = (
        "Send the alerts that are due: one message a person, none where nothing happened. "
        "To be run once a day. Ctrl-C ends it after the current person; the next run goes on."
    )
    counted = "Alerts: {done}/{total} people"
    still_due = "what was due is sent by the next run."
    after_doubt = ": an hour later, send_alerts --again sends those of a run that broke off."
    send = staticmethod(send_alerts)

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="Send once more what may not have left when an earlier run broke off.",
        )

    def asked(self, options: dict[str, Any]) -> dict[str, Any]:
        return {"again": options["again"]}

    def summary(self, report: Report) -> str:
        return f"{report.sent} messages, {report.nothing} people with nothing new"

"""`manage.py forget_address`: removes every trace of an address from the alerts."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from search.alerts.leaving import forget


class Command(BaseCommand):
    help = "Delete an e-mail address and all its alerts, confirmed or not (GDPR, article 17)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email", help="The address, in capitals or not.")

    def handle(self, *args: Any, **options: Any) -> None:
        if forget(options["email"]):
            self.stdout.write("The address and its alerts are deleted.")
        else:
            self.stdout.write("This address is not kept.")

"""`manage.py index_worker`: what changes in the database goes to the search server."""

import signal
from argparse import ArgumentParser
from threading import Event
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _


class Command(BaseCommand):
    help = "Keeps the search server in line with the database, until it is told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Send what is due now, and end.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ELASTICSEARCH_URL:
            raise CommandError(_("There is no search server: ELASTICSEARCH_URL is empty."))
        from search.engines.elasticsearch.worker import Worker

        stop = Event()

        def end(number: int, frame: FrameType | None) -> None:
            stop.set()

        before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            worker = Worker(stop)
            if not options["once"]:
                worker.run()
            elif worker.turn() and worker.trouble:
                raise CommandError(worker.trouble)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

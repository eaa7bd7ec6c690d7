"""`make run`: prepare what is missing, then serve on this machine."""

import os
import socket
import time
from argparse import ArgumentParser
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page

from home.demonstration.accounts import create_accounts
from home.demonstration.tree import lacks_a_catalogue
from home.models import HomePage
from media.models import PublicDocument
from search import dated
from search.models import Document
from territories.models import Territory

HOST = "127.0.0.1"


def migrations_are_pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def index_is_empty() -> bool:
    return not Document.objects.exists() and Page.objects.live().filter(depth__gt=2).exists()


class Command(BaseCommand):
    help = "Migrate, load reference data and demonstration content where missing, then serve."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--prepare-only", action="store_true", help="Do not serve.")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        # The development server restarts this command in a child at each change of the code.
        is_restart = os.environ.get("RUN_MAIN") == "true"
        if not is_restart:
            if not options["prepare_only"]:
                self.refuse_busy_port(port)
            self.prepare()
        if options["prepare_only"]:
            return
        if not is_restart:
            self.announce(port)
        elif settings.ELASTICSEARCH_URL:
            self.start_worker()
        call_command("runserver", f"{HOST}:{port}")

    def start_worker(self) -> None:
        """What changes goes to the search server as long as this one runs; see `index_worker`."""
        from search.engines.elasticsearch.worker import work

        Thread(target=work, args=(Event(),), name="index-worker", daemon=True).start()

    def refuse_busy_port(self, port: int) -> None:
        """CommandError, in one line, when something already listens on `port`."""
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                raise CommandError(
                    f"Le port {port} n’est pas disponible ({error.strerror}) : "
                    f"essayez « make run PORT={port + 1 if port < 65535 else 8001} »."
                ) from None

    def prepare(self) -> None:
        """Each step runs only where its result is missing; existing content is never touched."""
        self.step(
            "Base de données",
            migrations_are_pending,
            lambda: call_command("migrate", verbosity=1),
        )
        self.step(
            "Territoires de France",
            lambda: not Territory.objects.exists(),
            lambda: call_command("load_territories"),
        )
        self.step(
            "Contenus de démonstration",
            lambda: not HomePage.objects.exists() or lacks_a_catalogue(),
            lambda: call_command("load_demonstration"),
        )
        self.step(
            "Texte des documents",
            lambda: PublicDocument.objects.unread().exists(),
            lambda: call_command("read_documents"),
        )
        self.step(
            "Index de recherche",
            index_is_empty,
            lambda: call_command("rebuild_search_index", only="database"),
        )
        self.step(
            "Dates passées",
            lambda: dated.changed().exists(),
            lambda: call_command("index_dated"),
        )

    def step(self, label: str, is_missing: Callable[[], bool], act: Callable[[], Any]) -> None:
        if not is_missing():
            return
        self.stdout.write(self.style.MIGRATE_HEADING(f"{label}…"))
        started = time.monotonic()
        act()
        self.stdout.write(f"{label} : prêt en {time.monotonic() - started:.0f} s")

    def announce(self, port: int) -> None:
        """Print the addresses and, in development only, the demonstration accounts."""
        address = f"http://{HOST}:{port}"
        self.stdout.write(self.style.SUCCESS("\nTerrain commun est prêt."))
        self.stdout.write(f"  Site public     {address}/")
        self.stdout.write(f"  Recherche       {address}/recherche/")
        self.stdout.write(f"  Administration  {address}/gestion/")
        password = getattr(settings, "DEMONSTRATION_PASSWORD", "")
        if password:
            self.stdout.write(f"  Comptes de démonstration (mot de passe : {password})")
            for function, email in create_accounts():
                self.stdout.write(f"    {function:16}{email}")
        self.stdout.write("  Ctrl+C pour arrêter.\n")

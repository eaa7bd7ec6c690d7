"""Keeps the search server in line with the database, turn by turn, and heals what went wrong."""

import logging
import time
from contextlib import suppress
from threading import Event

from django.db import DatabaseError, close_old_connections

from search.dated import index_dated
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.comparing import compare, repair
from search.engines.elasticsearch.draining import Drained, NoIndex, drain, due_locales
from search.engines.elasticsearch.rebuilding import RebuildError, rebuild
from search.engines.elasticsearch.removing import remove
from search.engines.elasticsearch.server import FAILURES, check_server, in_words
from search.engines.elasticsearch.standing import is_sound, left_over, locales, standing
from search.rebuilding import AlreadyRunning, alone

log = logging.getLogger(__name__)

# Seconds.
POLL = 1.0  # from one look for changes to the next
LOOK = 10.0  # from one look at the indices to the next
DAY_LOOK = 60.0  # from one look for what opened or ended to the next
FIRST_WAIT, LONGEST_WAIT = 0.5, 5.0  # after a failure, doubled at each one that follows


class Worker:
    """One of any number that may run at a time; `turn` never raises for what passes by itself."""

    def __init__(self, stop: Event | None = None) -> None:
        self.stop = stop or Event()
        self.looked_at = self.looked_at_days = float("-inf")
        self.compared = False
        self.wait = FIRST_WAIT
        self.trouble = ""  # told once, until it is another one or over

    def run(self) -> None:
        """Turn after turn until `stop` is set; what has begun is finished before."""
        while not self.stop.is_set():
            self.stop.wait(self.turn())
            close_old_connections()

    def turn(self) -> float:
        """Do what is due; returns how many seconds to wait before the next turn."""
        try:
            # First of all: while the server is away, the database answers.
            if time.monotonic() - self.looked_at_days >= DAY_LOOK:
                self.look_at_days()
            if time.monotonic() - self.looked_at >= LOOK:
                self.look()
            delayed = self.drain()
        except (*FAILURES, DatabaseError) as error:
            return self.delay(in_words(error))
        except Exception:  # an answer that nobody foresaw must not end the worker
            log.exception("Search server: an answer that cannot be read.")
            return self.delay("An answer cannot be read.")
        if delayed:
            return self.delay(delayed)
        if self.trouble:
            log.info("The search server is up to date again.")
        self.trouble, self.wait = "", FIRST_WAIT
        return POLL

    def drain(self) -> str:
        """Send everything that is due, in every language; why some of it is not taken now."""
        reasons = []
        for locale in due_locales():
            while not self.stop.is_set():
                try:
                    drained = drain(client(), locale)
                except NoIndex as error:
                    # Another language's index may be under way, which this must not end.
                    reasons.append(str(error))
                    break
                if not drained.changes:
                    break
                tell(drained)
                if drained.delayed:
                    # Of this language no more for now; the others go on.
                    reasons.append(drained.delayed)
                    break
        return next(iter(reasons), "")

    def look_at_days(self) -> None:
        """Index anew what opened or ended; a page that cannot be indexed holds nothing back."""
        self.looked_at_days = time.monotonic()
        try:
            index_dated()
        except DatabaseError:
            raise
        except Exception:
            log.exception("Search: what opened or ended cannot be indexed anew.")

    def look(self) -> None:
        """Make anew what is missing or of another version, remove what was left half done."""
        check_server(client())
        indices = standing(client())
        unsound = [locale for locale in locales() if not is_sound(indices, locale)]
        if unsound or left_over(indices):
            # While someone else rebuilds, what looks wrong is under way.
            with suppress(AlreadyRunning), alone():
                indices = standing(client())
                unsound = [locale for locale in locales() if not is_sound(indices, locale)]
                self.rebuild(unsound)
                remove(client(), left_over(standing(client())))
        if not self.compared:
            self.compare()
            self.compared = True
        self.looked_at = time.monotonic()

    def rebuild(self, unsound: list[str]) -> None:
        if unsound:
            log.info("Search server: making the index anew for %s.", ", ".join(unsound))
            written = rebuild(client(), unsound, between=self.go_on)
            log.info("Search server: %d documents in the new index.", written)

    def go_on(self) -> None:
        """Between the batches of a rebuild: other changes do not wait for its end."""
        if self.stop.is_set():
            raise RebuildError("The worker was told to stop.")
        self.drain()

    def compare(self) -> None:
        """Once in a worker's life: what changed while nothing was recorded, a restored backup."""
        for locale in locales():
            differing = list(compare(client(), locale))
            if differing:
                log.warning("Search server: %d documents of %s differ.", len(differing), locale)
            if repair(locale, differing):
                with suppress(AlreadyRunning), alone():
                    self.rebuild([locale])

    def delay(self, trouble: str) -> float:
        """Say what is wrong, once; the indices are looked at before anything is sent again."""
        self.looked_at = float("-inf")
        if trouble != self.trouble:
            log.warning("Search server: %s Nothing is lost; trying again.", trouble)
        self.trouble = trouble
        wait, self.wait = self.wait, min(self.wait * 2, LONGEST_WAIT)
        return wait


def tell(drained: Drained) -> None:
    log.info(
        "Search server: %d changes: %d documents written, %d removed, %d refused.",
        drained.changes,
        drained.written,
        drained.removed,
        drained.refused,
    )


def work(stop: Event) -> None:
    """The life of a worker."""
    Worker(stop).run()

"""The forum beside machina as it ships, and small beside large: first visits of nobody known.

Each side is a process of its own, which opens the addresses that it is told and says how long each
took: both by turns, on databases that are filled alike.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.bench.pairs import Table
from tests.bench.sites import ROOT, environment

FORUMS, TOPICS_EACH, POSTS = 100, 3, 15
SMALL, LARGE = 1_000, 100_000
WARM_UPS, PAIRS = 10, 60


class Side:
    """A process that opens addresses: ours, or machina alone (`stock`)."""

    def __init__(self, folder: Path, *, stock: bool, forums: int, topics: int) -> None:
        database = folder / "db.sqlite3"
        given = environment(database) | {"MEDIA_ROOT": str(folder / "media")}
        if stock:
            given |= {
                "DJANGO_SETTINGS_MODULE": "tests.bench.stock.settings",
                "STOCK_DATABASE": str(database),
            }
        arguments = ["stock" if stock else "ours", str(forums), str(topics), str(POSTS)]
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "tests.bench.stock.side", *arguments],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"} | given,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.addresses = dict(part.split("=", 1) for part in self._line().split())

    def seconds(self, what: str) -> float:
        """How long a first visit to the page called `what` takes."""
        assert self.process.stdin
        self.process.stdin.write(f"{self.addresses[what]}\n")
        self.process.stdin.flush()
        return float(self._line())

    def _line(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"The measured process ended with {self.process.wait()}.")
        return line.strip()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def measure(table: Table, _: int) -> None:
    with ExitStack() as stack:

        def side(*, stock: bool = False, forums: int = FORUMS, topics: int = TOPICS_EACH) -> Side:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            made = Side(folder, stock=stock, forums=forums, topics=topics)
            stack.callback(made.end)
            return made

        ours, stock = side(), side(stock=True)
        table.title(f"Forum beside machina as it ships, {FORUMS} categories, {POSTS} posts")
        for what, most in (("index", 0.15), ("topic", 0.6)):
            compare(table, f"{what}: ours ÷ machina’s", ours, stock, what, most)
        small, large = side(forums=14, topics=SMALL // 14), side(forums=14, topics=LARGE // 14)
        table.title(f"Forum, {LARGE} topics beside {SMALL}")
        for what in ("index", "category", "topic"):
            compare(table, f"first visit, {what}", large, small, what, 1.3)


def compare(table: Table, name: str, one: Side, other: Side, what: str, most: float) -> None:
    pairs = [(one.seconds(what), other.seconds(what)) for _ in range(WARM_UPS + PAIRS)]
    table.pairs(name, pairs[WARM_UPS:], most)

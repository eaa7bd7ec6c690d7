"""`make bench`: what must be fast, as ratios of two things measured in one run.

Each part runs in a process of its own, on a database of its own: `embedded` (the database answers
alone), `server` (Elasticsearch answers: ELASTICSEARCH_TEST_URL, or a node of this run), `sheets`
(beside Wagtail's own search), `rebuild` (making the index anew), `forum` (beside machina as it
ships). Exit status 1 names what is beyond its limit. The method is told in `tests.bench.pairs`.

`measure`, `fill` and `once` are what those processes run.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path

from tests.bench.pairs import Table
from tests.bench.sites import apart, fill, site_of
from tests.demonstration import demonstration_template

PARTS = ("embedded", "server", "sheets", "rebuild", "forum")
APART = ("measure", "fill", "once")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="all", choices=["all", *PARTS, *APART])
    parser.add_argument("number", nargs="?", type=int, default=100_000, help="documents (100,000)")
    parser.add_argument("measured", nargs="?", choices=PARTS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    if options.part not in APART:
        return every(PARTS if options.part == "all" else (options.part,), options.number)
    if options.part == "fill":
        fill(options.number)
        return 0
    if options.part == "once":
        import_module("tests.bench.rebuild").once()
        return 0
    table = Table()
    import_module(f"tests.bench.{options.measured}").measure(table, options.number)
    for name in table.short:
        print(f"beyond its limit: {name}")
    return 1 if table.short else 0


def every(parts: Iterable[str], documents: int) -> int:
    """Each of `parts` on a copy of its database; 1 when one of them is short."""
    failed = 0
    with ExitStack() as stack:
        url = ""
        for part in parts:
            if part != "forum":  # which has databases of its own, and no search
                url = url or stack.enter_context(search_server())
            place = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "site"
            if part == "sheets":
                shutil.copytree(demonstration_template(), place)
            else:
                place.mkdir()
                if part != "forum":
                    shutil.copy(site_of(documents), place / "db.sqlite3")
            try:
                database, number = place / "db.sqlite3", str(documents)
                apart("measure", number, part, database=database, ELASTICSEARCH_TEST_URL=url)
            except subprocess.CalledProcessError:
                failed = 1
    return failed


@contextmanager
def search_server() -> Iterator[str]:
    """The address of the server that is given, or of one of this run alone."""
    if given := os.environ.get("ELASTICSEARCH_TEST_URL"):
        yield given
        return
    from tests.elasticsearch.node import servers

    folder = servers.FOLDER / "bench"
    try:
        yield servers.start(folder, port=0, until=os.getpid())[0].url
    finally:
        servers.stop(folder)
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())

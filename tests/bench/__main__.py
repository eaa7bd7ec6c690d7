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
from collections.abc import Iterable
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
    from tests.elasticsearch.node import servers

    folder = servers.FOLDER / "bench"
    given = os.environ.get("ELASTICSEARCH_TEST_URL")
    url = given or servers.start(folder, port=0, until=os.getpid())[0].url
    failed = 0
    try:
        for part in parts:
            with tempfile.TemporaryDirectory() as place:
                database = Path(place) / "site" / "db.sqlite3"
                if part == "sheets":
                    shutil.copytree(demonstration_template(), database.parent)
                else:
                    database.parent.mkdir()
                    shutil.copy(site_of(documents), database)
                try:
                    number = str(documents)
                    apart("measure", number, part, database=database, ELASTICSEARCH_TEST_URL=url)
                except subprocess.CalledProcessError:
                    failed = 1
    finally:
        if not given:
            servers.stop(folder)
            shutil.rmtree(folder)
    return failed


if __name__ == "__main__":
    sys.exit(main())

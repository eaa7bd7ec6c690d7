"""`make bench`: what must be fast, as ratios of two things measured in one run.

Each part runs in a process of its own, on a database of its own: `embedded` (the database answers
alone), `server` (Elasticsearch answers: ELASTICSEARCH_TEST_URL, or a node of this run), `sheets`
(beside Wagtail's own search), `rebuild` (making the index anew). Exit status 1 names what is
beyond its limit. The method is told in `tests.bench.pairs`.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from tests.bench.pairs import Table
from tests.bench.sites import apart, fill, site_of
from tests.demonstration import demonstration_template

PARTS = ("embedded", "server", "sheets", "rebuild")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="all", choices=["all", "fill", "once", *PARTS])
    parser.add_argument("number", nargs="?", type=int, default=100_000, help="documents (100,000)")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    if options.part == "all":
        return every_part(options.number)
    if options.part == "fill":
        fill(options.number)
        return 0
    if options.part == "once":
        import_module("tests.bench.rebuild").once()
        return 0
    table = Table()
    import_module(f"tests.bench.{options.part}").measure(table, options.number)
    for name in table.short:
        print(f"beyond its limit: {name}")
    return 1 if table.short else 0


def every_part(documents: int) -> int:
    """Each part on a copy of its database; 1 when one of them is short."""
    from tests.elasticsearch.node import servers

    folder = servers.FOLDER / "bench"
    given = os.environ.get("ELASTICSEARCH_TEST_URL")
    url = given or servers.start(folder, port=0, until=os.getpid())[0].url
    failed = 0
    try:
        for part in PARTS:
            with tempfile.TemporaryDirectory() as place:
                database = Path(place) / "site" / "db.sqlite3"
                if part == "sheets":
                    shutil.copytree(demonstration_template(), database.parent)
                else:
                    database.parent.mkdir()
                    shutil.copy(site_of(documents), database)
                try:
                    apart(part, str(documents), database=database, ELASTICSEARCH_TEST_URL=url)
                except subprocess.CalledProcessError:
                    failed = 1
    finally:
        if not given:
            servers.stop(folder)
            shutil.rmtree(folder)
    return failed


if __name__ == "__main__":
    sys.exit(main())

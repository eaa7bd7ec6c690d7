"""`make bench`: what must be fast, as ratios of two things measured in one run.

Method: both sides alternate in one process, 10 warm-ups, 60 pairs; the ratio is that of the
medians, with a 95 % bootstrap interval. It works on its own copy of the demonstration site, first
as it is, then with generated sheets. SQLite; nothing is asserted: read the figures.
"""

import argparse
import io
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.demonstration import demonstration_template

WARM_UPS, PAIRS = 10, 60
Action = Callable[[], object]


def seconds(action: Action) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def ratio(name: str, one: Action, other: Action) -> None:
    """Print the ratio of the times of `one` and `other`, and their medians in milliseconds."""
    for _ in range(WARM_UPS):
        one(), other()
    pairs = [(seconds(one), seconds(other)) for _ in range(PAIRS)]

    def of(sample: list[tuple[float, float]]) -> float:
        return statistics.median(a for a, _ in sample) / statistics.median(b for _, b in sample)

    draw = random.Random(0)
    spread = sorted(of(draw.choices(pairs, k=len(pairs))) for _ in range(500))
    medians = [statistics.median(side) * 1000 for side in zip(*pairs, strict=True)]
    print(
        f"{name:58} {of(pairs):6.2f}  [{spread[12]:.2f}, {spread[487]:.2f}]"
        f"   {medians[0]:7.1f} ms / {medians[1]:.1f} ms",
        flush=True,
    )


def raw_full_text(terms: str) -> Action:
    """The same terms asked of FTS5 alone: match, rank, first ten."""
    from django.db import connection

    def ask() -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid, bm25(search_terms) FROM search_terms "
                "WHERE search_terms MATCH %s ORDER BY 2",
                [terms],
            )
            return cursor.fetchall()

    return ask


def measure(sheets: int) -> None:
    from django.core.cache import cache
    from django.core.management import call_command
    from django.test import Client

    from search.analysis import analyser
    from search.engines import get_engine
    from search.query import SearchQuery
    from territories.lookup import find

    client, engine = Client(), get_engine()

    def page(address: str) -> Action:
        def ask() -> None:
            cache.clear()
            assert client.get(address).status_code == 200, address

        return ask

    def search(**fields: object) -> Action:
        return lambda: engine.search(SearchQuery(**fields))  # type: ignore[arg-type]

    def all_ratios(title: str) -> None:
        print(f"\n{title}")
        results, plain = page("/recherche/?q=eclairage"), page("/accessibilite/")
        raw = raw_full_text(" ".join(f'"{term}"' for term in analyser("fr").terms("éclairage")))
        ratio("search page ÷ plain page", results, plain)
        ratio("search page, no text ÷ plain page", page("/recherche/"), plain)
        ratio("suggestions ÷ search page", page("/recherche/suggestions.json?q=ecl"), results)
        ratio("engine, one word ÷ raw FTS5", search(text="éclairage"), raw)
        ratio("engine, browsing ÷ one word", search(), search(text="éclairage"))
        ratio("territory lookup “sa” ÷ search page", lambda: find("sa"), results)

    all_ratios("Demonstration content")
    call_command("generate_sheets", count=sheets, stdout=io.StringIO())
    all_ratios(f"With {sheets} generated sheets")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sheets", type=int, default=2000)
    sheets = options.parse_args().sheets
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        shutil.copytree(demonstration_template(), site)
        os.environ.update(
            DJANGO_SETTINGS_MODULE="config.settings.test",
            DATABASE_URL=f"sqlite:///{site / 'db.sqlite3'}",
            MEDIA_ROOT=str(site / "media"),
        )
        import django

        django.setup()
        measure(sheets)


if __name__ == "__main__":
    sys.exit(main())

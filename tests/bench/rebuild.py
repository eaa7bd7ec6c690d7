"""Making the index of the search server anew: beside the client's own bulk, small beside large."""

import os
import subprocess
import sys
from collections import deque
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import execute_from_command_line
from elasticsearch.helpers import parallel_bulk

from search.engines.elasticsearch import asking, rebuilding
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.sources import sources
from search.models import Document
from search.query import SearchQuery
from tests.bench.pairs import Action, Table, seconds
from tests.bench.server import clear
from tests.bench.sites import ROOT, environment, site_of
from tests.elasticsearch.filling import make_indices

FEW = 10_000
LONG = 3  # pairs of what takes a minute
QUESTIONS = 400  # at least, for a 95th percentile beside a rebuild
BATCH = 500


def measure(table: Table, documents: int) -> None:
    settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_TEST_URL"]
    settings.ELASTICSEARCH_INDEX_PREFIX = "bench-rebuild"
    asking.PATIENCE = 60
    clear()
    make_indices()
    table.title(f"Rebuild of {documents} documents")
    try:
        bulk(table)
        beside_searches(table)
        memory(table, documents)
    finally:
        clear()


def once() -> None:
    """One rebuild by its command, nothing else: what another process measures."""
    settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_TEST_URL"]
    settings.ELASTICSEARCH_INDEX_PREFIX = os.environ["BENCH_PREFIX"]
    command = ["rebuild_search_index", "--only", "server", "--verbosity", "0"]
    execute_from_command_line(["manage.py", *command])
    print(peak_of_this_process(), flush=True)


def peak_of_this_process() -> int:
    """In kilobytes. `ru_maxrss` would count what the parent held when it started this process."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def bulk(table: Table) -> None:
    """The client's `parallel_bulk` of documents that stand ready in memory, into a fresh index."""
    pages = list(Document.objects.order_by("pk").values_list("key", flat=True))
    ready: list[dict[str, Any]] = [
        {"_index": f"bench-ready-{each.locale}", "_id": str(each.key), "_source": each.body}
        for start in range(0, len(pages), BATCH)
        for each in sources(pages[start : start + BATCH])
    ]

    def in_bulk() -> None:
        for locale in ("fr", "en"):
            described = client().indices.get(index=f"bench-rebuild-{locale}")
            [[index]] = [list(described.values())]
            client().indices.delete(index=f"bench-ready-{locale}", ignore_unavailable=True)
            analysis = index["settings"]["index"]["analysis"]
            client().indices.create(
                index=f"bench-ready-{locale}",
                settings={"index": {"analysis": analysis, "refresh_interval": "-1"}},
                mappings=index["mappings"],
            )
        deque(parallel_bulk(client(), ready, chunk_size=BATCH), maxlen=0)
        client().indices.refresh(index="bench-ready-*")

    table.ratio(
        "parallel_bulk of ready documents ÷ rebuild",
        in_bulk,
        lambda: rebuilding.rebuild(client()),
        least=0.7,
        pairs=LONG,
        warm_ups=1,
    )


def beside_searches(table: Table) -> None:
    """Questions while the index is made anew in another process, beside questions at rest."""
    engine = ElasticsearchEngine()

    def ask() -> object:
        return engine.search(SearchQuery(text="éclairage", selected={"theme": ("theme-1",)}))

    resting = timed(ask, QUESTIONS)
    busy: list[float] = []
    while len(busy) < QUESTIONS:
        rebuilding_apart = start_rebuild("bench-rebuild")
        while rebuilding_apart.poll() is None:
            busy.append(seconds(ask))  # an error would end the benchmark
        assert rebuilding_apart.returncode == 0
    pairs = list(zip(busy, resting * (len(busy) // len(resting) + 1), strict=False))
    table.pairs("question during a rebuild ÷ at rest, p95", pairs, most=1.5, share=0.95)


def timed(act: Action, times: int) -> list[float]:
    for _ in range(20):
        act()
    return [seconds(act) for _ in range(times)]


def memory(table: Table, documents: int) -> None:
    """Peak memory of a process that does nothing but rebuild."""
    large = peak(environment(site_of(documents)))
    small = peak(environment(site_of(FEW)))
    table.figure(f"memory of a rebuild ÷ of {FEW}", large / small, f"({large:.0f} MB)", most=1.2)


def peak(place: dict[str, str]) -> float:
    """In megabytes."""
    process = start_rebuild("bench-memory", place)
    printed, _ = process.communicate()
    assert process.returncode == 0
    return int(printed.split()[-1]) / 1024


def start_rebuild(prefix: str, place: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.bench", "once"],
        cwd=ROOT,
        env=os.environ | (place or {}) | {"BENCH_PREFIX": prefix},
        stdout=subprocess.PIPE,
    )

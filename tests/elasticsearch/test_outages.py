"""Servers that are killed, stopped and started again, alone and as one of three."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from search.engines import get_engine
from search.engines.elasticsearch import asking
from search.engines.elasticsearch.client import client as server_client
from search.engines.elasticsearch.worker import Worker
from search.engines.falling_back import OPEN
from search.models import Change
from tests.elasticsearch.changing import assert_equal, turn
from tests.elasticsearch.fixtures import MAIN
from tests.elasticsearch.node import servers
from tests.elasticsearch.node.process import Node
from tests.factories.experiences import SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

BANNER = "La recherche répond en mode simple"


def cluster_of(folder: Path, nodes: int, settings) -> list[Node]:
    """A cluster for this test alone, which the settings name."""
    started = servers.start(folder, nodes=nodes, port=0, until=MAIN)
    settings.ELASTICSEARCH_URL = ",".join(node.url for node in started)
    return started


@pytest.fixture
def folder(tmp_path: Path, elasticsearch_url: str) -> Iterator[Path]:
    """Where a cluster of this test alone runs; the shared one has built what it runs."""
    yield tmp_path
    servers.stop(tmp_path)


@pytest.fixture
def one(folder: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Node:
    [node] = cluster_of(folder, 1, settings)
    monkeypatch.setattr(asking, "PATIENCE", 60.0)  # until the fault: tests share the machine
    return node


def page(client: Client) -> str:
    response = client.get("/recherche/?q=lavoir")
    assert response.status_code == 200
    html = response.content.decode()
    assert "Lavoir" in html
    return html


def close_breaker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 60.0)
    get_engine().ask_whether_back("fr")
    assert cache.get(OPEN) is None


def test_a_server_that_is_killed_loses_nothing(
    client: Client, one: Node, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker()
    SheetFactory(title="Lavoir")
    turn(worker)
    assert BANNER not in page(client)

    monkeypatch.setattr(asking, "PATIENCE", 0.5)
    servers.kill(one)
    assert BANNER in page(client)
    SheetFactory(title="Lavoir pendant la panne")
    assert "pendant la panne" in page(client)
    worker.turn()
    assert worker.trouble
    assert Change.objects.exists()

    servers.start(folder, port=one.port, until=MAIN)
    turn(worker)
    assert_equal(server_client())
    close_breaker(monkeypatch)
    assert BANNER not in page(client)


def test_a_server_that_stands_still_holds_nobody_up(
    client: Client, one: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker()
    SheetFactory(title="Lavoir")
    turn(worker)
    assert BANNER not in page(client)

    monkeypatch.setattr(asking, "PATIENCE", 0.5)
    pid = one.pid()
    os.kill(pid, signal.SIGSTOP)
    try:
        # Without the limit the test would wait for as long as the server stands still.
        assert BANNER in page(client)
        SheetFactory(title="Lavoir pendant la panne")
        assert "pendant la panne" in page(client)
    finally:
        os.kill(pid, signal.SIGCONT)
    turn(worker)
    assert_equal(server_client())
    close_breaker(monkeypatch)
    assert BANNER not in page(client)


def test_one_of_three_that_is_killed_while_changes_are_written(
    client: Client, folder: Path, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    nodes = cluster_of(folder, 3, settings)
    monkeypatch.setattr(asking, "PATIENCE", 60.0)
    worker = Worker()
    turn(worker)
    server_client().cluster.health(wait_for_status="green", timeout="60s")
    SheetFactory(title="Lavoir")
    turn(worker)
    master = server_client().cat.master(format="json")[0]["node"]
    [killed] = [node for node in nodes if master.endswith(str(node.port))]
    for number in range(6):
        SheetFactory(title=f"Lavoir {number}")
        if number == 2:
            servers.kill(killed)
        worker.turn()  # may find the node gone
    server_client().cluster.health(wait_for_no_initializing_shards=True, timeout="60s")
    turn(worker)
    assert not Change.objects.exists()
    assert_equal(server_client())
    assert BANNER not in page(client)

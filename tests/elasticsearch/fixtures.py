"""A real Elasticsearch server for the tests that ask for one, shared by all their processes."""

import os
import shutil
from collections.abc import Iterator
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from tests.elasticsearch.node import servers

# The process that pytest was called as; its workers are its children.
MAIN = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
FOLDER = servers.FOLDER / f"tests-{MAIN}"


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The address of a real server: ELASTICSEARCH_TEST_URL, or one of this run alone."""
    if given := os.environ.get("ELASTICSEARCH_TEST_URL"):
        return given.rstrip("/")
    return servers.start(FOLDER, port=0, until=MAIN)[0].url


@pytest.fixture
def elasticsearch_prefix(elasticsearch_url: str) -> Iterator[str]:
    """What the names of this test's indices begin with; all of them are gone afterwards."""
    prefix = f"test-{uuid4().hex[:12]}-"
    yield prefix
    with Elasticsearch(elasticsearch_url, request_timeout=60) as client:
        every = client.indices.get(index=f"{prefix}*", expand_wildcards="all", features="aliases")
        if every:
            client.indices.delete(index=list(every))


def pytest_unconfigure() -> None:
    """Stop the server of this run, from the process that outlives its workers."""
    if os.getpid() == MAIN and FOLDER.exists():
        servers.stop(FOLDER)
        shutil.rmtree(FOLDER)

"""A site that a real server answers."""

import pytest
from elasticsearch import Elasticsearch

from search.engines.elasticsearch import asking
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.worker import Worker
from tests.elasticsearch.changing import turn
from tests.elasticsearch.filling import make_indices


@pytest.fixture
def server(
    elasticsearch_url: str, elasticsearch_prefix: str, settings, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The address of the server, which has empty indices of this site.

    Tests share the machine: they wait longer than visitors do.
    """
    monkeypatch.setattr(asking, "PATIENCE", 60.0)
    settings.ELASTICSEARCH_URL = elasticsearch_url
    settings.ELASTICSEARCH_INDEX_PREFIX = elasticsearch_prefix.rstrip("-")
    make_indices()
    return elasticsearch_url


@pytest.fixture
def cluster(settings, elasticsearch_url: str, elasticsearch_prefix: str) -> Elasticsearch:
    """The server that the settings name, without any index of this site."""
    settings.ELASTICSEARCH_URL = elasticsearch_url
    settings.ELASTICSEARCH_INDEX_PREFIX = elasticsearch_prefix.rstrip("-")
    return client()


@pytest.fixture
def worker(cluster: Elasticsearch) -> Worker:
    """A worker that has made the indices already."""
    worker = Worker()
    turn(worker)
    return worker

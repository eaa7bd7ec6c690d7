"""A site that a real server answers."""

import pytest

from search.engines.elasticsearch import asking
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

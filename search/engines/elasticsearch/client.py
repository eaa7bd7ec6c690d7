"""The connection to the search server, as the settings describe it."""

from functools import lru_cache

from django.conf import settings
from elasticsearch import Elasticsearch

# For what no visitor waits for: bulk writes, the making of an index.
PATIENCE_SECONDS = 30.0


def client() -> Elasticsearch:
    """The client of this process, made at its first use: one for all threads.

    `ELASTICSEARCH_URL` may name several nodes, parted by commas: what one of them does not
    answer is asked of the next.
    """
    return _client(
        settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_API_KEY, settings.ELASTICSEARCH_CA_CERTS
    )


@lru_cache(maxsize=4)
def _client(urls: str, api_key: str, ca_certs: str) -> Elasticsearch:
    nodes = [url.strip() for url in urls.split(",") if url.strip()]
    options = {"ca_certs": ca_certs} if ca_certs else {}
    return Elasticsearch(
        nodes,
        api_key=api_key or None,
        request_timeout=PATIENCE_SECONDS,
        max_retries=len(nodes) - 1,
        **options,  # type: ignore[arg-type]
    )

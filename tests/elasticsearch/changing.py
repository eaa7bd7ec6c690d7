"""A worker driven turn by turn, and what the server should hold after it."""

from elasticsearch import Elasticsearch

from search.engines.elasticsearch.indices import alias
from search.engines.elasticsearch.standing import own_alias, read_from, standing
from search.engines.elasticsearch.worker import Worker
from search.models import Change, Document

# A value that Lucene takes in no index: a term has 32,766 bytes at most.
TOO_LONG = "x" * 33_000


def turn(worker: Worker) -> None:
    """One turn that looks at the indices too, as if the last look were long ago."""
    worker.looked_at = float("-inf")
    worker.turn()
    assert worker.trouble == ""


def target(cluster: Elasticsearch) -> str:
    """Where changes in French are written to."""
    [index] = read_from(standing(cluster), "fr")
    return own_alias(index.name)


def held(cluster: Elasticsearch, locale: str = "fr") -> dict[int, tuple[int, str]]:
    """What searches read: the version and the title of each document."""
    cluster.indices.refresh(index=alias(locale))
    found = cluster.search(index=alias(locale), size=1000, version=True)
    return {
        hit["_source"]["key"]: (hit["_version"], hit["_source"]["title"])
        for hit in found["hits"]["hits"]
    }


def wanted(locale: str = "fr") -> dict[int, tuple[int, str]]:
    """What the server should hold."""
    documents = Document.objects.filter(locale=locale).select_related("text")
    return {each.key: (each.version, each.text.title) for each in documents}


def assert_equal(cluster: Elasticsearch) -> None:
    """The server holds what the database holds, and nothing is due."""
    for locale in ("fr", "en"):
        assert held(cluster, locale) == wanted(locale)
    assert not Change.objects.exists()

"""The server that tests run against answers as the official image does."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from elasticsearch import BadRequestError, Elasticsearch
from wagtail.search.backends.elasticsearch9 import SearchBackend

pytestmark = pytest.mark.elasticsearch

# From https://www.elastic.co/docs/reference/text-analysis: request, then the tokens it documents.
EXAMPLES = json.loads(Path(__file__).with_name("analysis.json").read_text())


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url, request_timeout=60) as client:
        yield client


def tokens(client: Elasticsearch, request: dict) -> list[str]:
    return [token["token"] for token in client.indices.analyze(**request)["tokens"]]


def test_the_server_says_what_it_is(elasticsearch_url: str) -> None:
    with urllib.request.urlopen(f"{elasticsearch_url}/") as answer:  # noqa: S310
        greeting = json.load(answer)
        assert answer.headers["X-Elastic-Product"] == "Elasticsearch"
    assert greeting["tagline"] == "You Know, for Search"
    assert greeting["version"]["number"].startswith("9.")


def test_the_official_client_accepts_it(client: Elasticsearch) -> None:
    assert client.ping()
    assert client.info()["version"]["build_flavor"] == "default"
    assert client.cluster.health()["status"] in {"green", "yellow"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["about"])
def test_a_component_gives_what_its_documentation_shows(
    client: Elasticsearch, example: dict
) -> None:
    assert tokens(client, example["request"]) == example["tokens"]


def test_a_token_that_is_dropped_as_double_leaves_no_gap(client: Elasticsearch) -> None:
    answer = client.indices.analyze(tokenizer="whitespace", filter=["unique"], text="a a b")
    assert [token["position"] for token in answer["tokens"]] == [0, 1]


@pytest.mark.parametrize(
    "filter_",
    [
        {"type": "stemmer", "langage": "light_french"},
        {"type": "stemmer", "language": "volapük"},
        {"type": "stemmer", "language": "arabic"},
        {"type": "elision"},
        {"type": "truncate", "length": 0},
        {"type": "keyword_marker"},
        {"type": "keyword_marker", "keywords": ["led"], "keywords_pattern": "l.d"},
        {"type": "pattern_replace", "replacement": "x"},
        {"type": "pattern_replace", "pattern": "("},
        {"type": "stemmer_override", "rules": ["travaux travail"]},
        {"type": "edge_ngram", "side": "middle"},
        {"type": "ngram", "min_gram": 1, "max_gram": 9},
        {"type": "synonym_graph", "synonyms": ["led => => lampe"]},
        {"type": "unknown"},
    ],
    ids=json.dumps,
)
def test_parameters_that_mean_nothing_are_refused(client: Elasticsearch, filter_: dict) -> None:
    with pytest.raises(BadRequestError):
        client.indices.analyze(tokenizer="whitespace", filter=[filter_], text="éclairage")


def test_one_index_uses_every_component_and_finds_a_document(
    client: Elasticsearch, elasticsearch_prefix: str
) -> None:
    """The examples, named in the settings of an index as the engine names them."""
    analysis: dict[str, dict] = {"char_filter": {}, "filter": {}, "tokenizer": {}, "analyzer": {}}

    def named(kind: str, component: str | dict) -> str:
        if isinstance(component, str):
            return component
        name = f"own_{kind}_{len(analysis[kind])}"
        analysis[kind][name] = component
        return name

    for number, example in enumerate(EXAMPLES):
        request = example["request"]
        if "tokenizer" in request:
            analysis["analyzer"][f"analyzer_{number}"] = {
                "tokenizer": named("tokenizer", request["tokenizer"]),
                "filter": [named("filter", part) for part in request.get("filter", [])],
                "char_filter": [
                    named("char_filter", part) for part in request.get("char_filter", [])
                ],
            }
    analysis["normalizer"] = {
        "exact": {"char_filter": ["folded"], "filter": ["lowercase", "asciifolding"]}
    }
    analysis["char_filter"]["folded"] = {"type": "mapping", "mappings": ["’ => '"]}
    index = f"{elasticsearch_prefix}every"
    client.indices.create(
        index=index,
        settings={"number_of_shards": 1, "number_of_replicas": 0, "analysis": analysis},
        mappings={
            "dynamic": "strict",
            "properties": {
                "title": {"type": "text", "analyzer": "french"},
                "slug": {"type": "keyword", "normalizer": "exact"},
            },
        },
    )
    for number, example in enumerate(EXAMPLES):
        if "tokenizer" in example["request"]:
            request = {"analyzer": f"analyzer_{number}", "text": example["request"]["text"]}
            answer = client.indices.analyze(index=index, **request)
            assert [token["token"] for token in answer["tokens"]] == example["tokens"]

    client.index(
        index=index,
        document={"title": "L’éclairage public de Saint-Étienne", "slug": "L’Été"},
        refresh=True,
    )
    found = client.search(index=index, query={"match": {"title": "éclairages publics"}})
    assert found["hits"]["total"]["value"] == 1
    found = client.search(index=index, query={"term": {"slug": "l'ete"}})
    assert found["hits"]["total"]["value"] == 1


def test_the_settings_of_the_backend_of_wagtail_are_accepted(
    client: Elasticsearch, elasticsearch_prefix: str
) -> None:
    """The benchmark compares with it, on this same server."""
    client.indices.create(index=f"{elasticsearch_prefix}wagtail", body=SearchBackend.settings)

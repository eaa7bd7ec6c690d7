"""What operators are told of the search server: one clear line for each trouble."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from elasticsearch import Elasticsearch

from search.engines.elasticsearch.indices import alias
from search.engines.elasticsearch.standing import read_from, standing
from search.engines.elasticsearch.worker import Worker
from search.models import Change, Document, Refusal
from tests.elasticsearch.changing import assert_equal, turn
from tests.elasticsearch.fault_proxy import proxy
from tests.factories.experiences import SheetFactory

pytestmark = pytest.mark.django_db
NOT_ELASTICSEARCH = (200, {"Content-Type": "text/html"}, "<p>Bienvenue</p>")


def as_server(status: int, document: object) -> tuple[int, dict[str, str], str]:
    headers = {"Content-Type": "application/json", "X-Elastic-Product": "Elasticsearch"}
    return status, headers, json.dumps(document)


def error(kind: str) -> dict[str, object]:
    return {"error": {"type": kind, "reason": f"action refused: {kind}"}}


@contextmanager
def answering(status: int, headers: dict[str, str], body: str) -> Iterator[str]:
    """The address of a server that gives one answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        do_POST = do_PUT = do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def status() -> str:
    out = StringIO()
    call_command("search_status", stdout=out)
    return out.getvalue()


def trouble() -> str:
    with pytest.raises(CommandError) as raised:
        status()
    return str(raised.value)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (NOT_ELASTICSEARCH, "n’est pas Elasticsearch"),
        (as_server(200, {"version": {"number": "8.19.2"}}), "Elasticsearch 8.19.2"),
        (as_server(401, error("security_exception")), "ELASTICSEARCH_API_KEY"),
        (as_server(403, error("security_exception")), "n’autorise pas"),
    ],
)
@pytest.mark.parametrize("command", ["search_status", "search_check", "rebuild_search_index"])
def test_a_server_of_another_kind_is_told_in_one_line(
    settings, answer: tuple[int, dict[str, str], str], expected: str, command: str
) -> None:
    with answering(*answer) as address:
        settings.ELASTICSEARCH_URL = f"http://{address}"
        with pytest.raises(CommandError) as raised:
            call_command(command, stdout=StringIO())
    assert expected in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_unreachable_server_is_told_in_one_line(settings) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    assert "ne répond pas" in trouble()
    assert "\n" not in trouble()


def test_a_certificate_that_is_not_trusted_is_told_in_one_line(settings) -> None:
    with answering(*NOT_ELASTICSEARCH) as address:
        settings.ELASTICSEARCH_URL = f"https://{address}"
        assert "ELASTICSEARCH_CA_CERTS" in trouble()


def test_without_a_server_the_embedded_index_is_all(settings) -> None:
    settings.ELASTICSEARCH_URL = ""
    SheetFactory()
    assert "documents : 1" in status()
    assert "ELASTICSEARCH_URL" in status()


@pytest.mark.elasticsearch
def test_when_all_is_well_it_says_what_there_is(cluster: Elasticsearch, worker: Worker) -> None:
    SheetFactory()
    turn(worker)
    said = status()
    assert "Elasticsearch 9." in said
    assert read_from(standing(cluster), "fr")[0].name in said
    assert "1 sur 1" in said


@pytest.mark.elasticsearch
def test_each_trouble_has_its_line(cluster: Elasticsearch, worker: Worker) -> None:
    SheetFactory()
    turn(worker)
    Refusal.objects.create(key=1, locale="fr", version=1, error="too long")
    Document.objects.all().delete()
    Change.objects.all().delete()
    [english] = read_from(standing(cluster), "en")
    cluster.indices.delete_alias(index=english.name, name=alias("en"))
    about_french, about_english, about_refusals = trouble().splitlines()
    assert "« fr »" in about_french
    assert "« en »" in about_english
    assert "refuse" in about_refusals

    Change.objects.create(key=1, locale="fr")
    Change.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    assert "index_worker" in trouble()


@pytest.mark.elasticsearch
@pytest.mark.parametrize("fault", ["cut", "busy", "unavailable", "page", "other_json"])
def test_whatever_the_server_answers_the_worker_goes_on_and_loses_nothing(
    cluster: Elasticsearch, worker: Worker, settings, elasticsearch_url: str, fault: str
) -> None:
    with proxy(elasticsearch_url) as between:
        settings.ELASTICSEARCH_URL = between.url
        between.fault = fault
        SheetFactory()
        for _ in range(3):
            worker.turn()
            assert worker.trouble
        assert Change.objects.exists()
        assert not Refusal.objects.exists()
        between.fault = ""
        turn(worker)
    assert_equal(cluster)

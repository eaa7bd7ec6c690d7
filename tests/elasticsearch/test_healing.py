"""Whatever happens to the indices, the worker brings the server back in line without a hand."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from elasticsearch import Elasticsearch
from wagtail.models import Locale

from search.engines.elasticsearch import rebuilding, removing
from search.engines.elasticsearch.indices import alias, index_name, write_alias
from search.engines.elasticsearch.standing import read_from, standing
from search.engines.elasticsearch.worker import LONGEST_WAIT, Worker
from search.models import Change
from tests.elasticsearch.changing import assert_equal, turn
from tests.factories.experiences import SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


@pytest.fixture(autouse=True)
def at_once(monkeypatch) -> None:
    monkeypatch.setattr(removing, "APART", 0)
    monkeypatch.setattr(rebuilding, "WAITS", ())


def index(cluster: Elasticsearch) -> str:
    [read] = read_from(standing(cluster), "fr")
    return read.name


def deleted(cluster: Elasticsearch) -> None:
    cluster.indices.delete(index=index(cluster))


def both_deleted(cluster: Elasticsearch) -> None:
    cluster.indices.delete(index=[each.name for each in standing(cluster)])


def without_read_alias(cluster: Elasticsearch) -> None:
    cluster.indices.delete_alias(index=index(cluster), name=alias("fr"))


def without_write_alias(cluster: Elasticsearch) -> None:
    cluster.indices.delete_alias(index=index(cluster), name=write_alias("fr"))


def closed(cluster: Elasticsearch) -> None:
    cluster.indices.close(index=index(cluster))


def of_another_version(cluster: Elasticsearch) -> None:
    cluster.indices.put_mapping(index=index(cluster), meta={"fingerprint": "of older code"})


def made_by_hand(cluster: Elasticsearch) -> None:
    """Someone writes to the names of the aliases when the index is gone: fields of wrong types."""
    deleted(cluster)
    for name in (alias("fr"), write_alias("fr")):
        cluster.index(index=name, document={"title": {"wrong": 1}, "key": "not a number"})


def with_a_conflicting_mapping(cluster: Elasticsearch) -> None:
    name = index_name("fr", datetime(2020, 1, 1, tzinfo=UTC))
    cluster.indices.create(index=name, mappings={"properties": {"title": {"type": "long"}}})
    old = index(cluster)
    cluster.indices.delete(index=old)
    cluster.indices.put_alias(index=name, name=alias("fr"))
    cluster.indices.put_alias(index=name, name=write_alias("fr"))


@pytest.mark.parametrize(
    "harm",
    [
        deleted,
        both_deleted,
        without_read_alias,
        without_write_alias,
        closed,
        of_another_version,
        made_by_hand,
        with_a_conflicting_mapping,
    ],
)
@pytest.mark.parametrize("due", [False, True])
def test_the_index_is_whole_again_after_one_look(
    cluster: Elasticsearch, worker: Worker, harm: Callable[[Elasticsearch], None], due: bool
) -> None:
    SheetFactory()
    turn(worker)
    harm(cluster)
    if due:
        SheetFactory(title="Pendant la panne")
    worker.turn()  # may find out
    turn(worker)
    assert_equal(cluster)
    assert len(standing(cluster)) == 2


@pytest.mark.parametrize(
    "block", ["index.blocks.read_only_allow_delete", "index.blocks.write", "index.blocks.read_only"]
)
def test_a_block_delays_and_loses_nothing(
    cluster: Elasticsearch, worker: Worker, block: str
) -> None:
    sheet = SheetFactory(title="Avant")
    turn(worker)
    cluster.indices.put_settings(index=index(cluster), settings={block: True})
    sheet.title = "Pendant"
    sheet.save_revision().publish()
    SheetFactory()
    waits = [worker.turn() for _ in range(6)]
    assert worker.trouble
    assert waits == [0.5, 1, 2, 4, LONGEST_WAIT, LONGEST_WAIT]
    assert Change.objects.exists()
    cluster.indices.put_settings(index=index(cluster), settings={block: None})
    worker.turn()
    assert worker.trouble == ""
    assert_equal(cluster)


def test_a_block_on_one_language_does_not_hold_back_the_other(
    cluster: Elasticsearch, worker: Worker
) -> None:
    """Drained language by language, each as far as the server lets it."""
    from tests.search import corpus

    english = corpus.locale("en")
    page = SheetFactory()
    turn(worker)
    cluster.indices.put_settings(index=alias("en"), settings={"index.blocks.write": True})
    Change.objects.create(key=page.pk, locale=english.language_code)
    SheetFactory()
    worker.turn()
    assert worker.trouble
    assert set(Change.objects.values_list("locale", flat=True)) == {"en"}


def test_a_server_that_is_away_is_told_once_and_found_again(
    cluster: Elasticsearch, worker: Worker, settings, elasticsearch_url: str, caplog
) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    SheetFactory()
    for _ in range(3):
        worker.turn()
    assert len([each for each in caplog.records if "Nothing is lost" in each.message]) == 1
    settings.ELASTICSEARCH_URL = elasticsearch_url
    turn(worker)
    assert_equal(cluster)


def test_a_language_without_an_index_does_not_hold_up_the_making_of_another(
    cluster: Elasticsearch,
) -> None:
    SheetFactory()
    english = Locale.objects.get_or_create(language_code="en")[0]
    # Something is due in a language whose index comes second.
    Change.objects.create(key=1, locale=english.language_code)
    worker = Worker()
    turn(worker)
    assert not Change.objects.exists()
    assert_equal(cluster)
    assert len(read_from(standing(cluster), "en")) == 1

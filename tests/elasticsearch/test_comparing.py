"""What the server holds is compared with the database document by document, and repaired."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from elasticsearch import Elasticsearch

from search.engines.elasticsearch import comparing
from search.engines.elasticsearch.comparing import Difference, Differing, compare
from search.engines.elasticsearch.indices import alias
from search.engines.elasticsearch.sending import put, send, take
from search.engines.elasticsearch.sources import sources
from search.engines.elasticsearch.standing import read_from, standing
from search.engines.elasticsearch.worker import Worker
from search.models import Change, Document
from tests.elasticsearch.changing import assert_equal, target, turn
from tests.factories.community import TopicFactory
from tests.factories.experiences import SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

FAR = 1_000_000  # a version that this database has not reached


@pytest.fixture
def sheets(cluster: Elasticsearch, worker: Worker, monkeypatch) -> list[int]:
    """Seven pages on both sides, read in answers of three."""
    monkeypatch.setattr(comparing, "PAGE", 3)
    monkeypatch.setattr(comparing, "SOME", 2)
    made = [SheetFactory().pk for _ in range(7)]
    turn(worker)
    cluster.indices.refresh(index=alias("fr"))
    return made


def check(**options: object) -> list[str]:
    out = StringIO()
    call_command("search_check", stdout=out, **options)
    return out.getvalue().splitlines()


def rewrite(cluster: Elasticsearch, page: int, version: int, held_as: int | None = None) -> None:
    """The server gets a page in another version, whatever the database has."""
    [source] = sources([page])
    key = held_as or page
    changed = source._replace(
        key=key, version=version, body={**source.body, "key": key, "version": version}
    )
    send(cluster, [put(target(cluster), changed)])
    cluster.indices.refresh(index=alias("fr"))


def test_two_equal_sides_differ_in_nothing(cluster: Elasticsearch, sheets: list[int]) -> None:
    assert list(compare(cluster, "fr")) == []
    assert len(check()) == 1


def test_every_kind_of_difference_is_found_told_and_repaired(
    cluster: Elasticsearch, sheets: list[int], worker: Worker
) -> None:
    missing, older, first, last = sheets[1], sheets[3], sheets[0] - 1, sheets[-1] + 1
    versions = dict(Document.objects.values_list("key", "version"))
    send(cluster, [take(target(cluster), missing, FAR // 1000)])
    for page in (first, last):
        rewrite(cluster, sheets[2], 1, held_as=page)
    Document.objects.filter(page=older).update(version=versions[older] + 1)
    cluster.indices.refresh(index=alias("fr"))

    assert list(compare(cluster, "fr")) == [
        Differing(first, Difference.LEFT_OVER, 0, 1),
        Differing(missing, Difference.MISSING, versions[missing], 0),
        Differing(older, Difference.OLDER, versions[older] + 1, versions[older]),
        Differing(last, Difference.LEFT_OVER, 0, 1),
    ]
    assert len(check(dry_run=True)) == 5
    assert not Change.objects.exists()


def test_what_differs_is_repaired_by_the_worker(
    cluster: Elasticsearch, sheets: list[int], worker: Worker
) -> None:
    version = Document.objects.get(page=sheets[0]).version
    [index] = read_from(standing(cluster), "fr")
    cluster.delete(
        index=index.name, id=str(sheets[0]), version=version + 1, version_type="external"
    )
    rewrite(cluster, sheets[2], 1, held_as=sheets[-1] + 1)
    assert len(check()) == 4
    turn(worker)
    assert_equal(cluster)
    assert len(check()) == 1


def test_topics_are_compared_and_repaired_beside_pages(
    cluster: Elasticsearch, sheets: list[int], worker: Worker
) -> None:
    missing, held = [-TopicFactory().pk for _ in range(2)]
    turn(worker)
    version = Document.objects.get(key=missing).version
    send(cluster, [take(target(cluster), missing, version + 1)])
    rewrite(cluster, sheets[2], 1, held_as=held - 1)
    assert list(compare(cluster, "fr")) == [
        Differing(held - 1, Difference.LEFT_OVER, 0, 1),
        Differing(missing, Difference.MISSING, version, 0),
    ]
    check()
    turn(worker)
    assert_equal(cluster)


def test_what_is_due_or_refused_is_no_difference(cluster: Elasticsearch, sheets: list[int]) -> None:
    SheetFactory()
    assert list(compare(cluster, "fr")) == []


def test_what_changed_without_a_server_is_repaired(
    cluster: Elasticsearch, sheets: list[int], worker: Worker, settings, elasticsearch_url: str
) -> None:
    from experiences.models import ExperiencePage

    settings.ELASTICSEARCH_URL = ""
    sheet = ExperiencePage.objects.get(pk=sheets[0])
    sheet.title = "Changée sans serveur"
    sheet.save_revision().publish()
    ExperiencePage.objects.get(pk=sheets[1]).delete()
    settings.ELASTICSEARCH_URL = elasticsearch_url
    found = {each.key: each.difference for each in compare(cluster, "fr")}
    assert found == {sheets[0]: Difference.NEWER, sheets[1]: Difference.LEFT_OVER}
    check()
    turn(worker)
    assert_equal(cluster)


def test_a_restored_backup_asks_for_a_rebuild(cluster: Elasticsearch, sheets: list[int]) -> None:
    rewrite(cluster, sheets[0], FAR)
    with pytest.raises(CommandError, match="rebuild_search_index"):
        check()


def test_a_worker_that_begins_heals_a_restored_backup_by_itself(
    cluster: Elasticsearch, sheets: list[int]
) -> None:
    rewrite(cluster, sheets[0], FAR)
    turn(Worker())
    assert_equal(cluster)


def test_a_missing_index_is_told_in_one_line(cluster: Elasticsearch) -> None:
    with pytest.raises(CommandError, match="rebuild_search_index"):
        check()

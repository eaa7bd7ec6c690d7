"""A new index is made beside the one that is read, takes what changes meanwhile, then is read."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from elasticsearch import Elasticsearch

from search.engines.elasticsearch import rebuilding, removing
from search.engines.elasticsearch.draining import drain
from search.engines.elasticsearch.indices import alias
from search.engines.elasticsearch.rebuilding import RebuildError, rebuild
from search.engines.elasticsearch.sending import put, send
from search.engines.elasticsearch.sources import sources
from search.engines.elasticsearch.standing import own_alias, standing, written_to
from search.engines.elasticsearch.worker import Worker
from search.models import Document, Refusal
from search.rebuilding import AlreadyRunning, alone
from tests.elasticsearch.changing import TOO_LONG, assert_equal, held, turn, wanted
from tests.factories.experiences import SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch) -> None:
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    monkeypatch.setattr(removing, "APART", 0)


def names(cluster: Elasticsearch) -> set[str]:
    """Every index of this test."""
    return {index.name for index in standing(cluster)}


def during(cluster: Elasticsearch, *acts: Callable[[], object]) -> int:
    """A rebuild, with one act after each of its first batches."""
    coming = iter(acts)

    def between() -> None:
        act = next(coming, None)
        if act:
            act()

    written = rebuild(cluster, ["fr"], between=between)
    assert next(coming, None) is None
    return written


def test_the_first_rebuild_makes_one_index_a_language(cluster: Elasticsearch) -> None:
    SheetFactory(title="Lavoir")
    seen = []
    rebuild(cluster, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (1, 1)
    assert len(names(cluster)) == 2
    assert_equal(cluster)


def test_another_index_takes_the_place_and_the_old_one_goes(
    cluster: Elasticsearch, worker: Worker
) -> None:
    SheetFactory()
    turn(worker)
    before = names(cluster)
    rebuild(cluster)
    assert len(names(cluster)) == 2
    assert names(cluster).isdisjoint(before)
    assert_equal(cluster)


def test_the_old_index_stays_until_what_reads_it_is_done(
    cluster: Elasticsearch, worker: Worker, monkeypatch
) -> None:
    SheetFactory()
    turn(worker)
    [old] = [each.name for each in standing(cluster) if alias("fr") in each.aliases]
    reading = cluster.search(index=old, scroll="1m", size=1)["_scroll_id"]
    looks = []

    def between_looks(_: float) -> None:
        looks.append(old in names(cluster))
        if len(looks) == 3:
            cluster.clear_scroll(scroll_id=reading)

    monkeypatch.setattr(removing.time, "sleep", between_looks)
    rebuild(cluster, ["fr"])
    assert looks == [True] * 4
    assert old not in names(cluster)


def test_an_old_index_that_is_read_without_end_goes_all_the_same(
    cluster: Elasticsearch, worker: Worker
) -> None:
    SheetFactory()
    turn(worker)
    [old] = [each.name for each in standing(cluster) if alias("fr") in each.aliases]
    cluster.search(index=old, scroll="1m", size=1)
    rebuild(cluster, ["fr"])
    assert old not in names(cluster)


def test_documents_are_copied_with_their_own_versions(
    cluster: Elasticsearch, worker: Worker
) -> None:
    for _ in range(5):
        SheetFactory()
    turn(worker)
    assert rebuild(cluster, ["fr"]) == 5
    assert held(cluster) == wanted()


def test_changes_come_in_while_it_runs_and_none_is_lost(
    cluster: Elasticsearch, worker: Worker
) -> None:
    """In every order: before and behind the place that the copying has reached, drained or not."""
    sheets = [SheetFactory() for _ in range(10)]
    turn(worker)

    def retitle(place: int, title: str) -> None:
        sheets[place].title = title
        sheets[place].save_revision().publish()

    during(
        cluster,
        lambda: (retitle(0, "Copié, puis changé"), drain(cluster, "fr")),
        lambda: (retitle(9, "Changé avant d’être copié"), drain(cluster, "fr")),
        lambda: (sheets[1].delete(), sheets[8].delete(), drain(cluster, "fr")),
        lambda: (retitle(2, "Changé deux fois"), drain(cluster, "fr"), retitle(2, "Enfin")),
    )
    assert_equal(cluster)
    titles = {title for _, title in held(cluster).values()}
    assert {"Copié, puis changé", "Changé avant d’être copié", "Enfin"} <= titles
    assert len(titles) == 8


def test_both_indices_take_what_changes_and_searches_read_the_old_one(
    cluster: Elasticsearch, worker: Worker
) -> None:
    sheets = [SheetFactory() for _ in range(4)]
    turn(worker)
    read = []

    def look() -> None:
        SheetFactory(title="Pendant")
        drain(cluster, "fr")
        assert len(written_to(standing(cluster), "fr")) == 2
        read.append(held(cluster))

    during(cluster, look)
    assert len(read[0]) == len(sheets) + 1
    assert_equal(cluster)


def test_what_a_slow_worker_read_before_does_not_come_back(
    cluster: Elasticsearch, worker: Worker
) -> None:
    """It read the page, then the page went, and only then it writes: to the new index too."""
    sheets = [SheetFactory() for _ in range(4)]
    turn(worker)

    def slow() -> None:
        stale = list(sources([sheets[3].pk]))
        sheets[3].delete()
        drain(cluster, "fr")
        for index in written_to(standing(cluster), "fr"):
            send(cluster, [put(own_alias(index.name), each) for each in stale])

    during(cluster, slow)
    assert_equal(cluster)


@pytest.mark.parametrize("failure", [KeyboardInterrupt, RebuildError])
def test_an_interrupted_rebuild_leaves_nothing_and_searches_go_on(
    cluster: Elasticsearch, worker: Worker, failure: type[BaseException]
) -> None:
    for _ in range(3):
        SheetFactory()
    turn(worker)
    before = names(cluster)

    def stop() -> None:
        raise failure

    with pytest.raises(failure):
        during(cluster, stop)
    assert names(cluster) == before
    assert_equal(cluster)


def test_a_killed_rebuild_is_cleaned_up_and_begun_anew(
    cluster: Elasticsearch, worker: Worker, monkeypatch
) -> None:
    for _ in range(3):
        SheetFactory()
    turn(worker)
    before = names(cluster)

    def killed() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(rebuilding, "left_over", lambda indices: [])  # it cleans up nothing
        during(cluster, killed)
    assert len(names(cluster)) == len(before) + 1
    SheetFactory()
    drain(cluster, "fr")  # goes to the half-built one too
    assert held(cluster) == wanted()
    turn(worker)
    assert names(cluster) == before
    rebuild(cluster)
    assert len(names(cluster)) == len(before)
    assert_equal(cluster)


def test_what_is_refused_is_set_aside_and_the_new_index_is_read(
    cluster: Elasticsearch, worker: Worker
) -> None:
    bad, _good = SheetFactory(), SheetFactory()
    turn(worker)
    Document.objects.filter(page=bad).update(facets=f"theme={TOO_LONG}")
    rebuild(cluster)
    assert [each.key for each in Refusal.objects.all()] == [bad.pk]
    assert len(held(cluster)) == 1


def test_an_index_that_lacks_documents_is_never_read(
    cluster: Elasticsearch, worker: Worker, monkeypatch
) -> None:
    SheetFactory()
    SheetFactory()
    turn(worker)
    before = names(cluster)
    monkeypatch.setattr(rebuilding, "ATTEMPTS", 2)

    def lossy(client, actions):
        return send(client, list(actions)[:1])

    monkeypatch.setattr(rebuilding, "send", lossy)
    with pytest.raises(RebuildError, match="holds 1 documents instead of 2"):
        rebuild(cluster, ["fr"])
    assert names(cluster) == before


def test_the_command_tells_its_progress(cluster: Elasticsearch) -> None:
    SheetFactory()
    out = StringIO()
    call_command("rebuild_search_index", stdout=out)
    assert "1/1" in out.getvalue()
    assert_equal(cluster)
    assert len(names(cluster)) == 2


HOLD = """
import django
django.setup()
from search.rebuilding import alone
with alone():
    print("held", flush=True)
    input()
"""


@contextmanager
def rebuilding_elsewhere() -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock of rebuilds until it is killed."""
    its = connection.settings_dict
    url = f"sqlite:///{its['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgres://{its['USER']}@{its['HOST']}:{its['PORT']}/{its['NAME']}"
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", HOLD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DATABASE_URL": url},
    ) as other:
        assert other.stdout.readline() == "held\n"
        yield other
        other.kill()


def test_two_at_once_are_refused_in_one_line(cluster: Elasticsearch) -> None:
    """The other one is a process of its own, and its lock ends with it, even killed."""
    with rebuilding_elsewhere() as other:
        with pytest.raises(CommandError) as refused:
            call_command("rebuild_search_index", verbosity=0)
        assert "\n" not in str(refused.value)
        other.kill()
        other.wait()
    wait_for_lock()
    call_command("rebuild_search_index", verbosity=0)
    assert_equal(cluster)


def wait_for_lock() -> None:
    """PostgreSQL takes a moment to see that a process is gone."""
    for _ in range(10_000):
        with suppress(AlreadyRunning), alone():
            return
    raise AssertionError("The lock outlives its process.")

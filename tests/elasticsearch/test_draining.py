"""Changes reach the server: whatever the order, the newest state of a page wins."""

import pytest
from django.core.management import CommandError, call_command
from elasticsearch import Elasticsearch
from wagtail.models import Locale, PageViewRestriction

from experiences.models import ExperiencePage
from search.engines.elasticsearch import draining
from search.engines.elasticsearch.draining import drain
from search.engines.elasticsearch.indices import alias
from search.engines.elasticsearch.sending import put, send, take
from search.engines.elasticsearch.sources import sources
from search.engines.elasticsearch.worker import Worker
from search.models import Change, Document, DocumentText, Refusal
from search.refusals import try_again
from tests.elasticsearch.changing import TOO_LONG, assert_equal, held, target, turn, wanted
from tests.factories.experiences import ContentFactory, SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


def retitle(sheet: ExperiencePage, title: str) -> None:
    sheet.title = title
    sheet.save_revision().publish()


def test_what_is_published_changed_and_deleted_follows(
    cluster: Elasticsearch, worker: Worker
) -> None:
    sheet, other = SheetFactory(title="Lavoir"), SheetFactory(title="Fontaine")
    turn(worker)
    assert {title for _, title in held(cluster).values()} == {"Lavoir", "Fontaine"}
    retitle(sheet, "Chaufferie")
    other.delete()
    turn(worker)
    assert {title for _, title in held(cluster).values()} == {"Chaufferie"}
    assert_equal(cluster)


def test_a_branch_made_private_is_gone_after_one_turn(
    cluster: Elasticsearch, worker: Worker
) -> None:
    folder = ContentFactory()
    ContentFactory(parent=folder)
    turn(worker)
    assert len(held(cluster)) == 2
    PageViewRestriction.objects.create(page=folder, restriction_type="login")
    worker.turn()
    assert held(cluster) == {}
    assert_equal(cluster)


def test_an_older_write_after_a_newer_one_changes_nothing(
    cluster: Elasticsearch, worker: Worker
) -> None:
    sheet = SheetFactory(title="Ancien")
    [old] = sources([sheet.pk])
    retitle(sheet, "Nouveau")
    turn(worker)
    sent = send(cluster, [put(target(cluster), old)])
    assert not sent.refused and not sent.delayed
    assert held(cluster)[sheet.pk][1] == "Nouveau"


def test_an_older_write_after_a_deletion_brings_nothing_back(
    cluster: Elasticsearch, worker: Worker
) -> None:
    sheet = SheetFactory()
    [old] = sources([sheet.pk])
    turn(worker)
    sheet.delete()
    turn(worker)
    sent = send(cluster, [put(target(cluster), old)])
    assert not sent.refused and not sent.delayed
    assert held(cluster) == {}


def test_an_older_deletion_after_a_newer_write_takes_nothing(
    cluster: Elasticsearch, worker: Worker
) -> None:
    sheet = SheetFactory()
    version = Document.objects.get().version
    retitle(sheet, "De retour")
    turn(worker)
    send(cluster, [take(target(cluster), sheet.pk, version)])
    assert held(cluster)[sheet.pk][1] == "De retour"


def test_a_worker_that_dies_after_sending_sends_again_without_harm(
    cluster: Elasticsearch, worker: Worker, monkeypatch
) -> None:
    sheet, gone = SheetFactory(title="Lavoir"), SheetFactory()
    turn(worker)
    retitle(sheet, "Fontaine")
    gone.delete()

    def killed(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(draining, "forget", killed)
        drain(cluster, "fr")
    assert held(cluster) == wanted()
    assert Change.objects.exists()
    turn(worker)
    assert_equal(cluster)


def test_a_change_between_the_reading_and_the_sending_is_sent_too(
    cluster: Elasticsearch, worker: Worker, monkeypatch
) -> None:
    sheet = SheetFactory(title="Avant")

    def slowly(pages):
        found = list(sources(pages))
        if found and found[0].body["title"] == "Avant":
            retitle(sheet, "Après")
        return found

    monkeypatch.setattr(draining, "sources", slowly)
    assert drain(cluster, "fr").written == 1
    assert held(cluster)[sheet.pk][1] == "Avant"
    assert drain(cluster, "fr").written == 1
    assert_equal(cluster)


def test_batches_are_bounded_and_a_page_is_sent_once_a_batch(
    cluster: Elasticsearch, worker: Worker, monkeypatch
) -> None:
    monkeypatch.setattr(draining, "BATCH", 4)
    sheet = SheetFactory()
    for number in range(6):
        retitle(sheet, f"Essai {number}")
    taken = []
    while (drained := drain(cluster, "fr")).changes:
        taken.append(drained.written)
    assert sum(taken) == len(taken) <= 3
    assert_equal(cluster)


def test_a_language_that_is_renamed_moves_to_an_index_of_its_own(
    cluster: Elasticsearch, worker: Worker
) -> None:
    sheet = SheetFactory()
    turn(worker)
    french = Locale.objects.get(language_code="fr")
    french.language_code = "fr-fr"
    french.save()
    turn(worker)
    turn(worker)
    assert held(cluster, "fr-fr") == wanted("fr-fr") != {}
    assert sheet.pk in held(cluster, "fr-fr")
    assert not cluster.indices.exists_alias(name=alias("fr"))
    assert not Change.objects.exists()


def spoil(page: int) -> None:
    """A fact that no index takes."""
    Document.objects.filter(page=page).update(facets=f"theme={TOO_LONG}")


def test_what_the_server_refuses_is_set_aside_and_the_rest_goes_on(
    cluster: Elasticsearch, worker: Worker
) -> None:
    bad, good = SheetFactory(), SheetFactory()
    facets = Document.objects.get(page=bad).facets
    spoil(bad.pk)
    turn(worker)
    assert set(held(cluster)) == {good.pk}
    assert not Change.objects.exists()
    refusal = Refusal.objects.get()
    assert (refusal.key, refusal.locale) == (bad.pk, "fr")
    assert "failed to parse field [facets]" in refusal.error

    assert try_again(Refusal.objects.all()) == 1
    turn(worker)
    again = Refusal.objects.get()
    assert again.refused_at == refusal.refused_at
    assert again.version > refusal.version

    Document.objects.filter(page=bad.pk).update(facets=facets)
    try_again(Refusal.objects.all())
    turn(worker)
    assert not Refusal.objects.exists()
    assert_equal(cluster)


def test_a_refused_page_that_is_deleted_is_refused_no_more(
    cluster: Elasticsearch, worker: Worker
) -> None:
    bad = SheetFactory()
    spoil(bad.pk)
    turn(worker)
    bad.delete()
    turn(worker)
    assert not Refusal.objects.exists()
    assert_equal(cluster)


def test_one_document_too_large_does_not_hold_back_those_sent_with_it(
    cluster: Elasticsearch, worker: Worker
) -> None:
    """The server takes 100 MB in one request."""
    large, small = SheetFactory(), SheetFactory()
    DocumentText.objects.filter(document__page=large).update(body="é" * 55_000_000)
    turn(worker)
    assert set(held(cluster)) == {small.pk}
    assert [each.key for each in Refusal.objects.all()] == [large.pk]


def test_the_command_drains_once_and_ends(cluster: Elasticsearch, worker: Worker) -> None:
    SheetFactory()
    call_command("index_worker", once=True)
    assert_equal(cluster)


def test_the_command_says_in_one_line_that_there_is_no_server(settings) -> None:
    settings.ELASTICSEARCH_URL = ""
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        call_command("index_worker", once=True)

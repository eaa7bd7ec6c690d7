"""Versions of a page rise in the order of the commits, whoever began first."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from search.documents import Record
from search.indexing import remove_pages, write
from search.models import Change, Document, Spelling

# SQLite has one writer at a time.
pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def committing(act: Callable[..., Any], *arguments: Any) -> Future[Any]:
    """Do it in a transaction of another connection, which is committed."""

    def run() -> Any:
        try:
            with transaction.atomic():
                return act(*arguments)
        finally:
            connection.close()

    with_one = ThreadPoolExecutor(1)
    future = with_one.submit(run)
    with_one.shutdown(wait=False)
    return future


def make_page() -> Page:
    return Page.get_first_root_node().add_child(instance=Page(title="Course", slug="course"))


def leave_nothing(page: Page) -> None:
    page.delete()
    for model in (Change, Spelling):
        model.objects.all().delete()


@pytest.fixture
def page(settings) -> Iterator[Page]:
    """A page that every connection sees."""
    settings.ELASTICSEARCH_URL = "http://search.example:9200"
    made = committing(make_page).result()
    yield made
    committing(leave_nothing, made).result()


def title(page: Page, text: str) -> None:
    write([Record(page.pk, "fr", "page", "/course/", text, "")])


def remove(page: Page, _text: str) -> None:
    remove_pages([page.pk])


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(("known", "first"), [(False, title), (True, title), (True, remove)])
def test_who_waits_for_a_page_is_given_the_higher_version(
    page: Page, known: bool, first: Callable[[Page, str], None]
) -> None:
    if known:
        committing(title, page, "Avant").result()

    def begin_first() -> tuple[int, Future[None]]:
        first(page, "Premier")
        earlier = Change.objects.latest("pk").pk
        second = committing(title, page, "Second")
        while not second.done() and not somebody_waits():
            pass
        assert not second.done()
        return earlier, second

    earlier, second = committing(begin_first).result()
    second.result()
    document = Document.objects.select_related("text").get(page=page)
    assert document.text.title == "Second"
    assert document.version == Change.objects.latest("pk").pk > earlier

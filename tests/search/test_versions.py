"""Versions of a page rise in the order of the commits, whoever began first."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page

from search.documents import Record
from search.indexing import remove_documents
from search.models import Change, Document
from search.writing import write
from tests.search.transactions import begin, database_of_its_own  # noqa: F401

# SQLite has one writer at a time.
pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("database_of_its_own")]


@pytest.fixture
def page(database_of_its_own: None, settings: Any) -> Page:  # noqa: F811
    settings.ELASTICSEARCH_URL = "http://search.example:9200"
    return Page.get_first_root_node().add_child(instance=Page(title="Course", slug="course"))


def title(page: Page, text: str) -> None:
    write([Record(page.pk, "fr", "page", "/course/", text, "")])


def remove(page: Page, _text: str) -> None:
    remove_documents(Document.objects.filter(page=page))


@pytest.mark.parametrize(("known", "first"), [(False, title), (True, title), (True, remove)])
def test_who_waits_for_a_page_is_given_the_higher_version(
    page: Page, known: bool, first: Callable[[Page, str], None]
) -> None:
    if known:
        begin(title, page, "Avant").result()

    with transaction.atomic():
        first(page, "Premier")
        earlier = Change.objects.latest("pk").pk
        second = begin(title, page, "Second")
        assert not second.done()  # it waits
    second.result()

    document = Document.objects.select_related("text").get(page=page)
    assert document.text.title == "Second"
    assert document.version == Change.objects.latest("pk").pk > earlier

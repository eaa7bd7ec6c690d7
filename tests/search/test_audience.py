"""A page and a restriction on what contains it, published and set at the same time."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction

from experiences.models import ContentPage
from search.models import Document, Spelling
from tests.factories.experiences import ContentFactory
from tests.search.test_versions import committing, somebody_waits

# SQLite has one writer at a time.
pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

Act = Callable[[], Any]


def make_pages() -> tuple[Page, ContentPage]:
    folder = ContentFactory(title="Espace réservé")
    return folder, ContentFactory(parent=folder, title="Brouillon sensible", draft=True)


def leave_nothing(folder: Page) -> None:
    Page.objects.get(pk=folder.get_parent().pk).delete()
    Spelling.objects.all().delete()


@pytest.fixture
def pages() -> Iterator[tuple[Page, ContentPage]]:
    made = committing(make_pages).result()
    yield made
    committing(leave_nothing, made[0]).result()


@pytest.mark.parametrize("restricted_first", [False, True])
def test_a_page_that_is_published_while_it_becomes_private_is_not_found(
    pages: tuple[Page, ContentPage], restricted_first: bool
) -> None:
    folder, child = pages

    def restrict() -> None:
        PageViewRestriction.objects.create(page=folder, restriction_type=PageViewRestriction.LOGIN)

    def publish() -> None:
        ContentPage.objects.get(pk=child.pk).save_revision().publish()

    first, second = (restrict, publish) if restricted_first else (publish, restrict)

    def begin_first() -> Any:
        first()
        later = committing(second)
        while not later.done() and not somebody_waits():
            pass
        assert not later.done()
        return later

    committing(begin_first).result().result()
    assert not Document.objects.filter(page=child.pk).exists()

"""A page and a restriction on what contains it, published and set at the same time."""

import pytest
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from search.models import Document
from tests.factories.experiences import ContentFactory
from tests.search.asking import found
from tests.search.transactions import begin, database_of_its_own  # noqa: F401

# SQLite has one writer at a time.
pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("database_of_its_own")]


@pytest.mark.parametrize("restricted_first", [False, True])
def test_a_page_that_is_published_while_its_parent_becomes_private_is_not_found(
    restricted_first: bool,
) -> None:
    folder = ContentFactory(title="Espace réservé")
    draft = ContentFactory(parent=folder, title="Brouillon sensible", draft=True)

    def restrict() -> None:
        PageViewRestriction.objects.create(page=folder, restriction_type=PageViewRestriction.LOGIN)

    def publish() -> None:
        Page.objects.get(pk=draft.pk).specific.save_revision().publish()

    first, second = (restrict, publish) if restricted_first else (publish, restrict)
    with transaction.atomic():
        first()
        later = begin(second)
    later.result()

    assert Page.objects.get(pk=draft.pk).live
    assert found("brouillon sensible") == []
    assert not Document.objects.filter(page=draft.pk).exists()

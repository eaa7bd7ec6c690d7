"""The server finds pages by what their documents say, as the embedded index does."""

import pytest
from wagtail.models import CollectionViewRestriction

from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.query import SearchQuery
from tests.elasticsearch.filling import fill
from tests.factories.experiences import ResourceFactory
from tests.factories.media import root_collection
from tests.search.test_attachments import paper

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


def found(text: str) -> list[int]:
    return [hit.id for hit in ElasticsearchEngine().search(SearchQuery(text=text)).hits]


def test_a_page_is_found_by_the_words_of_a_document_that_all_may_read(server: str) -> None:
    own = ResourceFactory(title="Délibération zéphyrienne")
    attached = ResourceFactory(document=paper())
    fill()
    assert found("délibérations zéphyriennes") == [own.pk, attached.pk]


def test_a_private_document_never_reaches_the_server(server: str) -> None:
    private = root_collection().add_child(name="Bureau")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    ResourceFactory(document=paper(title="Note zéphyrienne", collection=private))
    fill()
    assert found("zéphyrienne") == []
    assert found("guide") != []

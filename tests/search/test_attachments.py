"""A page is found by what the documents say that it offers, as long as all may read them."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction, Page

from experiences.models import Chapter, Source
from media.models import PublicDocument
from media.reading import read_document
from search.documents import attachments
from search.rebuilding import rebuild
from tests.factories.experiences import (
    ContentFactory,
    DossierFactory,
    NewsFactory,
    ResourceFactory,
    SheetFactory,
    ThemePageFactory,
    home,
)
from tests.factories.media import PublicDocumentFactory, root_collection
from tests.media.papers import odt_saying, pdf_saying
from tests.search.asking import found, search, suggested

pytestmark = pytest.mark.django_db


def paper(text: str = "Délibération zéphyrienne", **fields) -> PublicDocument:
    """A PDF that says `text`, and was read."""
    document = PublicDocumentFactory(file=ContentFile(pdf_saying(text), name="bilan.pdf"), **fields)
    read_document(document=document)
    return document


def in_resource(document: PublicDocument) -> Page:
    return ResourceFactory(document=document)


def in_source(document: PublicDocument) -> Page:
    return SheetFactory(publication_sources=[Source(title="Conseil", document=document)])


def in_block(document: PublicDocument) -> Page:
    return NewsFactory(body=[("document", document)])


def in_body_of_a_sheet(document: PublicDocument) -> Page:
    return SheetFactory(solution=[("document", document)])


def in_subject(document: PublicDocument) -> Page:
    return ThemePageFactory(needs=[("document", document)])


def in_chapter(document: PublicDocument) -> Page:
    chapter = Chapter(heading="Agir", lead="Voter.", body=[("document", document)])
    return DossierFactory(chapters=[chapter])


def in_link(document: PublicDocument) -> Page:
    link = f'<p><a linktype="document" id="{document.pk}">Délibérer</a></p>'
    return ContentFactory(body=[("callout", {"title": "À lire", "text": link})])


def in_prose(document: PublicDocument) -> Page:
    return SheetFactory(problem=f'<p><a id="{document.pk}" linktype="document">Délibérer</a></p>')


offers = pytest.mark.parametrize(
    "offer",
    [
        in_resource,
        in_source,
        in_block,
        in_body_of_a_sheet,
        in_subject,
        in_chapter,
        in_link,
        in_prose,
    ],
)
Offer = Callable[[PublicDocument], Page]


@offers
def test_a_page_is_found_by_the_words_of_what_it_offers(offer: Offer) -> None:
    page = offer(paper())
    SheetFactory(title="Autre")
    assert found("delibérations zéphyriennes") == [page.pk]
    rebuild()
    assert found("zephyrienne") == [page.pk]


@offers
def test_a_change_of_a_document_reaches_every_page_that_offers_it(offer: Offer) -> None:
    document = PublicDocumentFactory(
        title="Annexe", file=ContentFile(odt_saying("a"), name="a.odt")
    )
    page = offer(document)
    assert found("zéphyrienne") == []
    document.title = "Délibération zéphyrienne"
    document.save()
    assert found("zéphyrienne") == [page.pk]
    document.title = "Annexe"
    document.file = ContentFile(pdf_saying("Le vent mistralien"), name="b.pdf")
    document.save()
    assert found("zéphyrienne") == []
    assert found("mistralien") == []
    read_document(document=document)
    assert found("mistralien") == [page.pk]
    document.file = ContentFile(odt_saying("La bise"), name="c.odt")
    document.save()
    assert found("mistralien") == []  # what the old file said is forgotten before the new is read
    read_document(document=document)
    assert found("bise") == [page.pk]


@offers
def test_a_deleted_document_is_forgotten(offer: Offer) -> None:
    document = paper()
    page = offer(document)
    PublicDocument.objects.get(pk=document.pk).delete()
    assert found("zéphyrienne") == []
    rebuild()
    assert found("zéphyrienne") == []
    assert page.pk in found()


def restrict(collection: Collection) -> CollectionViewRestriction:
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )


def no_trace() -> bool:
    return (
        found("zéphyrienne") == []
        and search("zephyrrienne").corrected == ""
        and suggested("zéph") == []
        and not any("zéphyr" in str(hit) for hit in search().hits)
    )


@offers
def test_a_private_document_leaves_no_trace(offer: Offer) -> None:
    collection = root_collection().add_child(name="Bureau")
    document = paper(title="Note zéphyrienne", collection=collection)
    page = offer(document)
    assert found("zéphyrienne") == [page.pk]
    restriction = restrict(collection)
    assert no_trace()
    rebuild()
    assert no_trace()
    restriction.delete()
    assert found("zéphyrienne") == [page.pk]
    restrict(root_collection())
    assert no_trace()


def test_a_document_put_into_a_private_collection_leaves_no_trace() -> None:
    document = paper()
    in_block(document)
    private = root_collection().add_child(name="Bureau")
    restrict(private)
    document.collection = private.add_child(name="Archives")
    document.save()
    assert no_trace()


def test_a_collection_moved_under_a_private_one_leaves_no_trace(
    django_capture_on_commit_callbacks: Callable,
) -> None:
    collection = root_collection().add_child(name="Archives")
    private = root_collection().add_child(name="Bureau")
    restrict(private)
    page = in_block(paper(collection=collection))
    assert found("zéphyrienne") == [page.pk]
    with django_capture_on_commit_callbacks(execute=True):
        collection = Collection.objects.get(pk=collection.pk)
        collection.save()
        collection.move(Collection.objects.get(pk=private.pk), "sorted-child")
    assert no_trace()


def test_a_private_page_does_not_show_its_documents() -> None:
    page = in_block(paper())
    page.unpublish()
    assert no_trace()


def test_a_draft_of_the_page_does_not_bring_its_documents() -> None:
    page = NewsFactory()
    page.body = [("document", paper())]
    page.save_revision()
    assert found("zéphyrienne") == []
    page.latest_revision.publish()
    assert found("zéphyrienne") == [page.pk]


def test_what_cannot_be_read_does_not_hide_the_page() -> None:
    document = PublicDocumentFactory(file=ContentFile(pdf_saying(" "), name="a.pdf"))
    page = ResourceFactory(title="Guide zéphyrien", document=document)
    assert read_document(document=document).problem
    assert found("zéphyrien") == [page.pk]


def test_words_of_the_page_weigh_more_than_those_of_its_documents() -> None:
    attached = in_resource(paper())
    own = ResourceFactory(title="Délibération zéphyrienne")
    assert found("délibération zéphyrienne") == [own.pk, attached.pk]


def test_the_texts_of_a_page_have_a_limit(monkeypatch) -> None:
    monkeypatch.setattr(attachments, "MAX_CHARACTERS", 30)
    first, second = paper("Un deux trois quatre"), paper("Cinq six sept huit neuf")
    third = paper("Dix")
    found = attachments.attached_texts({home().pk: [first.pk, second.pk, third.pk, first.pk]})
    texts = [text for _title, text in found[home().pk]]
    assert texts == ["Un deux trois quatre", "Cinq six s", ""]


def test_pages_without_documents_cost_no_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert attachments.attached_texts({1: [], 2: []}) == {}

"""Every component in every state: drawn, complete, well formed."""

import pytest
import wagtail_factories
from django.conf import settings
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import Client
from wagtail.documents import get_document_model

from media.models import Picture
from tests.ui.reading import read
from ui import gallery, icons

pytestmark = pytest.mark.django_db
COMPONENTS = settings.SITE_DIR / "templates" / "components"
# Taken by another component only.
PARTS = {"field_state", "facet_values"}


@pytest.fixture
def full() -> None:
    """An image, a document and a page, which some blocks need."""
    wagtail_factories.ImageFactory(
        title="Collines", file__width=1000, file__height=700, file__color="green"
    )
    get_document_model().objects.create(
        title="Cahier des charges", file=ContentFile(b"%PDF-1.4\n%%EOF", name="cahier.pdf")
    )
    assert Picture.objects.exists()


def test_every_component_is_shown() -> None:
    shown = {e.component for section in gallery.sections() for e in section.examples}
    written = {path.stem for path in COMPONENTS.glob("*.html")}
    assert written - shown - PARTS == set()
    assert shown - written == set()


def test_every_block_is_shown(full) -> None:
    shown = {block.block_type for section in gallery.sections() for block in section.blocks}
    assert shown == set(gallery.BodyBlock().child_blocks) - {"page"} | (shown & {"page"})


def test_every_component_says_its_contract() -> None:
    for path in COMPONENTS.rglob("*.html"):
        assert path.read_text().startswith("{% comment %}\n"), path


def test_every_component_is_drawn_without_an_undefined_variable(full) -> None:
    for section in gallery.sections():
        for example in section.examples:
            assert render_to_string(example.template, example.context).strip(), example


def test_the_gallery_is_one_well_formed_page(full, client: Client) -> None:
    response = client.get("/galerie/")
    assert response.status_code == 200
    html = response.content.decode()
    page = read(html)
    assert html.count("<h1") == 1
    assert {section.id for section in gallery.sections()} <= set(page.ids)
    assert 'content="noindex"' in html


def test_the_gallery_does_without_images_documents_and_pages(client: Client) -> None:
    read(client.get("/galerie/").content.decode())


def test_the_gallery_speaks_english_too(client: Client) -> None:
    assert '<html lang="en">' in client.get("/en/galerie/").content.decode()


def test_icons_that_our_vocabulary_names_are_in_the_sprite() -> None:
    assert {name for name in icons.ALIASES if not icons.symbol(name)} == set()
    assert icons.symbol("no-such-icon") == ""

"""manage.py check_media: what is stored and what the database knows."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from experiences.public.cards import card_path, first_theme
from search.presentation.cards import term_card_path
from taxonomy.labels import labels
from taxonomy.models import Theme
from tests.factories.community import AttachmentFactory, TopicFactory
from tests.factories.experiences import SheetFactory
from tests.factories.library import SharedDocumentFactory
from tests.factories.media import PictureFactory, PublicDocumentFactory
from tests.factories.taxonomy import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def orphan(settings) -> Path:
    """A file of a day ago that no row refers to."""
    path = settings.PRIVATE_MEDIA_ROOT / "original_images" / "orpheline.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    os.utime(path, (0, 0))
    return path


def run(**options: bool) -> str:
    out = io.StringIO()
    call_command("check_media", stdout=out, **options)
    return out.getvalue()


def test_says_so_when_all_agrees() -> None:
    PictureFactory().get_rendition("width-20")
    PublicDocumentFactory()
    assert "agree" in run()


def test_lists_an_orphan_and_deletes_it_only_when_told(
    orphan: Path, stored_files: Callable[[], list[str]]
) -> None:
    PictureFactory()
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 files"):
        call_command("check_media", stdout=out)
    assert "orphan\toriginal_images/orpheline.jpg" in out.getvalue()
    assert orphan.exists()
    assert "deleted" in run(delete_orphans=True)
    assert len(stored_files()) == 1
    assert not orphan.exists()


def test_file_of_an_upload_under_way_is_left_alone(orphan: Path) -> None:
    os.utime(orphan)
    assert "agree" in run(delete_orphans=True)
    assert orphan.exists()


def test_row_without_file_is_an_error_and_stays() -> None:
    document = PublicDocumentFactory()
    document.file.storage.delete(document.file.name)
    with pytest.raises(CommandError, match="1 rows"):
        run(delete_orphans=True)
    document.refresh_from_db()
    assert document.file


def draw(client: Client, path: str) -> Path:
    """The file of the card at `path`, drawn a day ago."""
    assert client.get(path).getvalue()
    [new] = [file for file in Path(settings.MEDIA_ROOT).rglob("cards/*/*.jpg") if age(file) > 0]
    os.utime(new, (0, 0))
    return new


def age(file: Path) -> float:
    return file.stat().st_mtime


def test_cards_that_no_page_has_any_more_are_orphans(client: Client) -> None:
    sheet, theme = SheetFactory(title="Avant"), ThemeFactory(slug="eau", name="Eau")
    shelf = sheet.get_parent().specific
    label = labels(Theme)[theme.slug]
    kept = [
        draw(client, card_path(shelf, theme="")),
        draw(client, term_card_path(shelf, "theme", label)),
    ]
    old = draw(client, card_path(sheet, theme=first_theme(sheet)))
    assert "agree" in run()
    sheet.title = "Après"
    sheet.save()
    kept.append(draw(client, card_path(sheet, theme=first_theme(sheet))))
    with pytest.raises(CommandError, match="1 files"):
        run()
    assert old.exists()
    assert f"deleted\tcards/{old.parent.name}/{old.name}" in run(delete_orphans=True)
    assert not old.exists()
    assert all(card.exists() for card in kept)
    sheet.unpublish()
    assert kept[-1].name in run(delete_orphans=True)


def test_a_card_that_was_just_drawn_stays(client: Client) -> None:
    sheet = SheetFactory()
    client.get(card_path(sheet, theme=first_theme(sheet))).getvalue()
    sheet.delete()
    assert "agree" in run(delete_orphans=True)
    assert [*Path(settings.MEDIA_ROOT).rglob("cards/*/*.jpg")]


@pytest.mark.parametrize(
    ("folder", "make"),
    [
        ("attachments", lambda: AttachmentFactory(post=TopicFactory().first_post)),
        ("shared", lambda: SharedDocumentFactory().versions.get()),
    ],
)
def test_files_of_the_community_are_looked_at_too(folder: str, make) -> None:
    kept = make()
    assert "agree" in run()
    path = settings.PRIVATE_MEDIA_ROOT / folder / "abc" / "seul.txt"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    os.utime(path, (0, 0))
    assert f"deleted\t{folder}/abc/seul.txt" in run(delete_orphans=True)
    kept.file.storage.delete(kept.file.name)
    with pytest.raises(CommandError, match="1 rows have lost"):
        run()

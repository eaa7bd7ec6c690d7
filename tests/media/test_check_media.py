"""manage.py check_media: what is stored and what the database knows."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories.media import PictureFactory, PublicDocumentFactory

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

"""Compares what lies in the storages of uploads with what the database knows of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from wagtail.models import UploadedFile

from media.models import Picture, PublicDocument, Rendition

# Storage alias, folder, model: every folder that this project's uploads are written to. Share
# cards are not among them: they are a cache without rows, see `media.cards`.
FOLDERS: tuple[tuple[str, str, type[models.Model]], ...] = (
    ("default", "original_images", Picture),
    ("default", "documents", PublicDocument),
    ("default", "wagtail_uploads", UploadedFile),
    ("renditions", "images", Rendition),
)
# A file is written before its row: a younger one may belong to an upload under way.
GRACE = timedelta(hours=1)


@dataclass(frozen=True)
class Mismatch:
    """Names in one folder: `orphans` are files without rows, `missing` rows without files."""

    storage: str
    folder: str
    orphans: tuple[str, ...]
    missing: tuple[str, ...]


def mismatches(now: datetime | None = None) -> list[Mismatch]:
    """One answer for each folder; files younger than GRACE before `now` are left out."""
    oldest = (now or timezone.now()) - GRACE
    answers = []
    for alias, folder, model in FOLDERS:
        storage = storages[alias]
        files = set(walk(storage, folder))
        rows = model._default_manager.exclude(file="").values_list("file", flat=True)
        # Read after the files: a row that comes in between is known.
        known = set(rows.iterator())
        orphans = sorted(
            name
            for name in files - known
            if storage.exists(name) and storage.get_modified_time(name) < oldest
        )
        missing = sorted(name for name in known - files if not storage.exists(name))
        answers.append(Mismatch(alias, folder, tuple(orphans), tuple(missing)))
    return answers


def walk(storage: Storage, folder: str) -> Iterator[str]:
    """The names of all files under a folder; none when it does not exist."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from walk(storage, f"{folder}/{name}")

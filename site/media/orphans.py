"""Compares what lies in the storages of uploads with what the database knows of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from wagtail.models import UploadedFile

from media import cards
from media.models import Picture, PublicDocument, Rendition

# Storage alias, folder, model: every folder that this project's uploads are written to.
_folders: list[tuple[str, str, type[models.Model]]] = [
    ("default", "original_images", Picture),
    ("default", "documents", PublicDocument),
    ("default", "wagtail_uploads", UploadedFile),
    ("renditions", "images", Rendition),
]
# A file is written before its row: a younger one may belong to an upload under way.
GRACE = timedelta(hours=1)


@dataclass(frozen=True)
class Mismatch:
    """Names in one folder: `orphans` are files without rows, `missing` rows without files.

    A share card is an orphan when no page has it any more; one that is not drawn yet is not missed.
    """

    storage: str
    folder: str
    orphans: tuple[str, ...]
    missing: tuple[str, ...]


def register_folder(*, storage: str, folder: str, model: type[models.Model]) -> None:
    """Have `mismatches` look at a folder of a room above, whose `model` has the files in `file`.

    Called once, when the app is ready.
    """
    if (storage, folder, model) not in _folders:
        _folders.append((storage, folder, model))


def mismatches(now: datetime | None = None) -> list[Mismatch]:
    """One answer for each folder; files younger than GRACE before `now` are left out."""
    oldest = (now or timezone.now()) - GRACE
    answers = []
    for alias, folder, model in _folders:
        storage = storages[alias]
        files = set(walk(storage, folder))
        rows = model._default_manager.exclude(file="").values_list("file", flat=True)
        # Read after the files: a row that comes in between is known.
        known = set(rows.iterator())
        missing = sorted(name for name in known - files if not storage.exists(name))
        orphans = older(storage, files - known, oldest)
        answers.append(Mismatch(alias, folder, orphans, tuple(missing)))
    storage = storages["renditions"]
    drawn = set(walk(storage, cards.FOLDER))
    orphans = older(storage, drawn - cards.cards_in_use(), oldest)
    return [*answers, Mismatch("renditions", cards.FOLDER, orphans, ())]


def older(storage: Storage, names: set[str], oldest: datetime) -> tuple[str, ...]:
    """Those of `names` that are still there and were written before `oldest`, in order."""
    return tuple(
        name
        for name in sorted(names)
        if storage.exists(name) and storage.get_modified_time(name) < oldest
    )


def walk(storage: Storage, folder: str) -> Iterator[str]:
    """The names of all files under a folder; none when it does not exist."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from walk(storage, f"{folder}/{name}")

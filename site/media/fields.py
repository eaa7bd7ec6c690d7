"""Model fields that store nothing unchecked, whoever saves: form, chooser, API or code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.base import File
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from media.document_checking import CheckedDocument, check_document
from media.picture_cleaning import CleanPicture, clean_picture


@contextmanager
def row_and_file_together(instance: models.Model) -> Iterator[bool]:
    """Says whether `instance.file` was just given; such a file does not outlive a failed save.

    It is checked here, before the database is asked, so that a refusal spoils no transaction.
    """
    file: Any = getattr(instance, "file")  # noqa: B009
    is_new = bool(file) and not file._committed
    if is_new:
        file.make_safe()
    try:
        yield is_new
    except Exception:
        if is_new and file._committed:
            file.storage.delete(file.name)
        raise


def drop(file: FieldFile) -> None:
    """Delete a file from its storage, once the transaction is sure."""
    storage, name = file.storage, str(file.name)
    # Not a partial: Django tells of one that fails by its name, and a partial has none.
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def extension_of(file: FieldFile) -> str:
    """Without dot, in lower case: `odt`."""
    return str(file.name).rpartition(".")[2].lower()


class PictureFile(WagtailImageFieldFile):
    """Every write to the storage passes through `save`."""

    file: Any
    name: Any

    def save(self, name: str, content: File, save: bool = True) -> None:
        if not isinstance(content, CleanPicture):
            content = clean_picture(content, name)
        super().save(content.name, content, save=save)

    def make_safe(self) -> None:
        """Puts the cleaned image in the place of the one that was just assigned."""
        if not isinstance(self.file, CleanPicture):
            self.file = clean_picture(self.file, self.name)
            self.name = self.file.name

    def get_image_dimensions(self) -> tuple[int, int]:
        """Width and height; an image that was just assigned is cleaned first."""
        if not self._committed:
            self.make_safe()
        return super().get_image_dimensions()


class PictureField(WagtailImageField):
    """An image that is decoded and written anew. Saving raises UploadRefused."""

    attr_class = PictureFile


class DocumentFile(models.fields.files.FieldFile):
    """Every write to the storage passes through `save`."""

    file: Any
    name: Any

    def make_safe(self) -> None:
        """Puts the checked document in the place of the one that was just assigned."""
        if not isinstance(self.file, CheckedDocument):
            self.file = check_document(self.file, self.name)
            self.name = self.file.name

    def save(self, name: str, content: Any, save: bool = True) -> None:
        if not isinstance(content, CheckedDocument):
            content = check_document(content, name)
        super().save(content.name, content, save=save)


class DocumentField(models.FileField):
    """A document of an accepted kind. Saving raises UploadRefused."""

    attr_class = DocumentFile

"""Why an upload is refused: a message that says what happened and what to do."""

import re
from typing import IO, TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class UploadRefused(ValidationError):
    """The file is not stored; `code` is stable, the message is for the person who uploads."""

    def __init__(self, code: str, message: "StrOrPromise", **params: Any) -> None:
        super().__init__(message, code=code, params=params or None)


# Signs of a second file inside the first: a browser or a program could be made to read that one.
FOREIGN_CONTENT = re.compile(
    rb"<script[\s>/]|<\?php|<html[\s>]|<!doctype\s+html|<svg\s[^>]{0,300}xmlns"
    rb"|PK\x05\x06\x00\x00\x00\x00|%PDF-[12]\.[0-9]|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c",
    re.IGNORECASE,
)


def read_upload(file: File | IO[bytes], max_bytes: int) -> bytes:
    """The whole content, from its start. UploadRefused when empty or over `max_bytes`."""
    file.seek(0)
    content = bytes(file.read(max_bytes + 1))
    file.seek(0)
    if not content:
        raise UploadRefused("empty", _("This file is empty. Check it, then upload it again."))
    if len(content) > max_bytes:
        raise UploadRefused(
            "too_big",
            _("This file is larger than %(limit)s. Make it smaller, then upload it again."),
            limit=filesizeformat(max_bytes),
        )
    return content


def refuse_wrong_extension(extension: str, accepted: tuple[str, ...], kind: str) -> None:
    """UploadRefused when a name's extension (no dot) is not one of those of its content."""
    if extension.lower() not in accepted:
        raise UploadRefused(
            "wrong_extension",
            _(
                "The name of this file ends in “.%(extension)s”, but it holds %(kind)s. Give it a "
                "name that ends in “.%(expected)s”, then upload it again."
            ),
            extension=extension[:20],
            kind=kind,
            expected=accepted[0],
        )
